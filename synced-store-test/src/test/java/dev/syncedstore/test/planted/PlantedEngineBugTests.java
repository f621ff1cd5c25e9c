package dev.syncedstore.test.planted;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import dev.syncedstore.core.Table;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.test.board.BoardMutators;
import dev.syncedstore.test.board.BoardMutators.Add;
import dev.syncedstore.test.board.BoardMutators.Remove;
import dev.syncedstore.test.journal.Journal;
import dev.syncedstore.test.journal.NewerJournal;
import dev.syncedstore.test.kitchensink.KitchenSinkWorkload;
import dev.syncedstore.test.simulation.Simulation;
import dev.syncedstore.test.simulation.Storms;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestServer;
import dev.syncedstore.test.world.TestWorld;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static dev.syncedstore.test.board.BoardMutators.CARDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bugs in the middle of the product, each of which must turn something red. What finds
 * them is green without them, on the same seeds: the first test says so. By itself:
 * <pre class="code">
 * ./mvnw -pl synced-store-test -am test -Pplanted-bugs
 * </pre>
 */
@Tag("planted-bugs")
@Tag("one-jdk")
class PlantedEngineBugTests {

	private static final String CORE = "dev.syncedstore.core.rebase.";

	private static final String CLIENT = "dev.syncedstore.client.";

	private static final String SERVER = "dev.syncedstore.server.";

	private static final int SEEDS = Integer.getInteger("planted.seeds", 30);

	@Test
	void withoutBugsAllIsGreen() {
		assertThatCode(() -> {
			simulate();
			storm();
			comeBackAfterALongTime();
			comeBackToAnotherHistory();
			loseCommits();
			migrateInParts();
		}).doesNotThrowAnyException();
	}

	@Test
	void rebaseReplaysWhatTheBaseHas() {
		assertRed(this::simulate, CORE + "LocalState", "pendingAfter", Bugs.ReplaysWhatIsProcessed.class);
	}

	@Test
	void rebaseRunsNothingAgain() {
		assertRed(this::simulate, CORE + "MutationRun", "isRepeatedWith", Bugs.NeverRunsAgain.class);
	}

	@Test
	void rebaseKeepsTheEffectOfTheFirstRun() {
		assertRed(this::simulate, CORE + "PendingMutation", "with", Bugs.KeepsTheFirstEffect.class);
	}

	@Test
	void rebaseShowsWhatDoesNotRunAnyMore() {
		assertRed(this::simulate, CORE + "PendingMutation", "with", Bugs.ShowsWhatFails.class);
	}

	@Test
	void aClientAppliesDeltasOverGaps() {
		assertRed(this::simulate, CORE + "Base", "fit", Bugs.AppliesOverGaps.class);
	}

	@Test
	void aClientForgetsRefusals() {
		assertRed(this::simulate, CLIENT + "sync.DeltaInbox", "refusalOf", Bugs.ForgetsRefusals.class);
	}

	@Test
	void aClientAcknowledgesTooMuch() {
		assertRed(this::simulate, CLIENT + "local.LocalStore", "acknowledge", Bugs.AcknowledgesTooMuch.class);
	}

	@Test
	void theServerRunsAgainWhatItIsInDoubtAbout() {
		assertRed(this::simulate, SERVER + "push.Batch", "isCommittedIn", Bugs.RunsAgainWhenInDoubt.class);
	}

	@Test
	void theServerForgetsRejectionsThatNobodyHasHeardOf() {
		assertRed(this::simulate, SERVER + "push.ClientState", "acknowledge", Bugs.ForgetsRejectionsEarly.class);
	}

	@Test
	void pullsDoNotTellOfRejections() {
		assertRed(this::simulate, SERVER + "pull.PageReader", "rejections", Bugs.PullsWithoutRejections.class);
	}

	@Test
	void pokesBringWhatIsPrivateToAnother() {
		assertRed(this::simulate, SERVER + "poke.DeltaAudiences", "pokeFor", Bugs.PokesWhatIsAlices.class);
	}

	@Test
	void pullsBringWhatIsPrivateToAnother() {
		assertRed(this::simulate, "dev.syncedstore.test.log.InMemorySnapshot", "isVisible", Bugs.PullsEverything.class);
	}

	@Test
	void deletionsAreForgottenBeforeAllHaveHeardOfThem() {
		assertRed(this::comeBackAfterALongTime, SERVER + "pull.PageReader", "isInHistory",
				Bugs.ForgetsTheHorizon.class);
	}

	@Test
	void twoHistoriesAreJoined() {
		assertRed(this::comeBackToAnotherHistory, SERVER + "pull.PageReader", "isInHistory",
				Bugs.IgnoresCheckpoints.class);
	}

	@Test
	void aLostHistoryIsNotNoticed() {
		assertRed(this::loseCommits, SERVER + "log.HistoryGuard", "isLost", Bugs.TrustsTheDatabase.class);
	}

	@Test
	void theJudgeSeesFromOutsideWhatIsWrongInside() {
		assertRed(this::storm, CORE + "LocalState", "pendingAfter", Bugs.ReplaysWhatIsProcessed.class);
		assertRed(this::storm, CLIENT + "sync.DeltaInbox", "refusalOf", Bugs.ForgetsRefusals.class);
	}

	@Test
	void whatClientsHavePendingIsNotMigrated() {
		assertRed(this::storm, "dev.syncedstore.core.schema.SchemaMigrations", "migrate", Bugs.MigratesNoCalls.class);
	}

	@Test
	void aMigrationThatGoesOnSkipsWhatIsLeft() {
		assertRed(this::migrateInParts, SERVER + "push.SpaceMigration", "page", Bugs.SkipsTheRestOfAMigration.class);
	}

	private static void assertRed(ThrowingCallable check, String type, String method, Class<?> advice) {
		try (PlantedBug bug = PlantedBug.in(type, method, advice)) {
			assertThat(bug).isNotNull();
			assertThatExceptionOfType(AssertionError.class).as(advice.getSimpleName()).isThrownBy(check);
		}
	}

	private void simulate() {
		Simulation.of(KitchenSinkWorkload::new).run(1, SEEDS);
	}

	private void storm() {
		LongStream.rangeClosed(1, SEEDS).parallel().forEach(Storms::run);
	}

	/** As many versions as were lost are made anew before the client comes back. */
	private void comeBackToAnotherHistory() {
		TestWorld world = TestWorld.of(BoardMutators.class);
		TestClient alice = world.client("alice");
		TestClient bob = world.client("bob");
		alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		world.settle();
		TestServer.Backup backup = world.server().backup();
		alice.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		world.settle();
		bob.network().cut();
		world.server().stop();
		world.server().restore(backup);
		world.server().start();
		alice.mutate(BoardMutators::add, new Add("3", "Buy tea"));
		world.settle();
		bob.network().mend();
		world.settle();
		assertThat(bob).table(CARDS).containsOnlyKeys("1", "3");
		assertThat(world).hasConverged();
	}

	/** Under the running server: it gives what is left a name of its own. */
	private void loseCommits() {
		TestWorld world = TestWorld.of(BoardMutators.class);
		TestClient alice = world.client("alice");
		alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		world.settle();
		TestServer.Backup backup = world.server().backup();
		alice.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		world.settle();
		HistoryPoint before = alice.store().snapshot().base().point();
		world.server().restore(backup);
		alice.mutate(BoardMutators::add, new Add("3", "Buy tea"));
		world.settle();
		assertThat(alice).table(CARDS).containsOnlyKeys("1", "3");
		assertThat(before).isNotNull();
		assertThat(alice.store().snapshot().base().point()).isNotNull()
			.satisfies((point) -> assertThat(point.epoch()).isNotEqualTo(before.epoch()));
	}

	/** One entry a commit, of three that are to be migrated. */
	private void migrateInParts() {
		try (TestWorld world = TestWorld.builder()
			.mutators(Journal.class)
			.migrations(new MigrationLimits(0, 1))
			.start()) {
			TestClient alice = world.client("alice");
			for (String list : List.of("a", "b", "c")) {
				alice.mutate(Journal::append, new Journal.Append("token-" + list, list));
			}
			world.settle();
			world.server().deploy(NewerJournal.class);
			alice.update(NewerJournal.class);
			world.settle();
			assertThat(alice).table(Table.of("rows", Journal.Tokens.class)).containsOnlyKeys("a", "b", "c");
		}
	}

	private void comeBackAfterALongTime() {
		TestWorld world = TestWorld.of(BoardMutators.class);
		TestClient alice = world.client("alice");
		TestClient bob = world.client("bob");
		alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		alice.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		world.settle();
		bob.network().cut();
		alice.mutate(BoardMutators::remove, new Remove("1"));
		world.settle();
		alice.network().cut();
		world.pass(Duration.ofDays(10));
		bob.network().mend();
		alice.network().mend();
		world.settle();
		assertThat(bob).table(CARDS).containsOnlyKeys("2");
		assertThat(world).hasConverged();
	}

}
