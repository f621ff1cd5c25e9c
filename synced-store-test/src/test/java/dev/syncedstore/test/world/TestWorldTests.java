package dev.syncedstore.test.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.syncedstore.client.ConnectionStatus;
import dev.syncedstore.client.Rejection;
import dev.syncedstore.client.StoreListener;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.test.board.BoardMutators;
import dev.syncedstore.test.board.BoardMutators.Add;
import dev.syncedstore.test.board.BoardMutators.Card;
import dev.syncedstore.test.board.BoardMutators.Move;
import dev.syncedstore.test.board.BoardMutators.Note;
import dev.syncedstore.test.board.BoardMutators.Remove;
import dev.syncedstore.test.board.BoardMutators.Stamp;
import dev.syncedstore.test.transport.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static dev.syncedstore.test.board.BoardMutators.CARDS;
import static dev.syncedstore.test.board.BoardMutators.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TestWorldTests {

	private final TestWorld world = TestWorld.of(BoardMutators.class);

	private final TestClient alice = this.world.client("alice");

	private final TestClient bob = this.world.client("bob");

	@BeforeEach
	void settle() {
		this.world.settle();
	}

	@Test
	void whatOneClientDoesTheOthersSee() {
		TestMutation added = this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		assertThat(added).isPending();
		assertThat(this.alice).hasPending(1).table(CARDS).containsEntry("1", new Card("Buy milk", "open"));
		assertThat(this.bob).table(CARDS).isEmpty();
		this.world.settle();
		assertThat(added).isConfirmed();
		assertThat(this.bob).isConnected().hasNoPending().isUpToDate().table(CARDS).containsOnlyKeys("1");
		assertThat(this.world).hasConverged().hasNoRejections();
		assertThat(this.world.server()).isAtVersion(1).table(CARDS).hasSize(1);
	}

	@Test
	void oneMomentAfterTheOtherCanBeLookedAt() {
		this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.waitUntil("the server has it", () -> this.world.server().version() == 1);
		assertThat(this.bob).table(CARDS).isEmpty();
		while (this.bob.query((ctx) -> ctx.table(CARDS).scan().isEmpty())) {
			this.world.step();
		}
		assertThat(this.bob).isUpToDate();
	}

	@Test
	void theServerDecidesWhereTwoDisagree() {
		this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.settle();
		this.bob.network().cut();
		TestMutation late = this.bob.mutate(BoardMutators::move, new Move("1", "done"));
		this.alice.mutate(BoardMutators::remove, new Remove("1"));
		this.world.settle();
		assertThat(this.bob).hasPending(1).table(CARDS).containsKey("1");
		this.bob.network().mend();
		this.world.settle();
		assertThat(late).isRejectedWith("no_card");
		assertThat(late.failure()).containsInstanceOf(MutationRejectedException.class);
		assertThat(this.world).hasConverged();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.world).hasNoRejections())
			.withMessageContaining("move Move[id=1, column=done] by bob was rejected with no_card")
			.withMessageContaining("the network of bob is cut");
	}

	@Test
	void privateRowsReachTheirOwnerAndServerOnlyOnesNobody() {
		this.alice.mutate(BoardMutators::note, new Note("secret"));
		this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.settle();
		assertThat(this.world.client("alice", "phone")).privateTable(NOTES).isEmpty();
		this.world.settle();
		assertThat(this.world.client("alice", "phone")).privateTable(NOTES).containsEntry("mine", new Note("secret"));
		assertThat(this.world.server()).privateTable("alice", NOTES).hasSize(1);
		assertThat(this.world.server()).serverOnlyTable(BoardMutators.STAMPS)
			.containsKey("1")
			.allSatisfy((id, stamp) -> assertThat(stamp.millis()).isLessThanOrEqualTo(this.world.clock().millis()));
		assertThat(this.bob.store().snapshot().view().all()).toIterable().hasSize(1);
	}

	@Test
	void messagesAreHeldUntilTheyArePassedOn() {
		this.alice.network().hold();
		TestMutation added = this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.pass(Duration.ofSeconds(2));
		assertThat(this.alice.network().held()).isEqualTo(1);
		assertThat(this.world.server()).isAtVersion(0);
		assertThat(this.alice.network().passOne()).isTrue();
		this.world.pass(Duration.ofSeconds(2));
		assertThat(this.world.server()).isAtVersion(1);
		assertThat(added).isPending();
		assertThat(this.alice.network().held()).as("the answer and the poke").isGreaterThanOrEqualTo(2);
		this.alice.network().releaseInReverse();
		this.world.settle();
		assertThat(added).isConfirmed();
		assertThat(this.world).hasConverged();
	}

	@Test
	void heldMessagesCanBeLost() {
		this.alice.network().hold();
		TestMutation added = this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.pass(Duration.ofSeconds(2));
		this.alice.network().dropHeld();
		assertThat(this.alice.network().passOne()).isFalse();
		this.alice.network().release();
		this.world.settle();
		assertThat(added).isConfirmed();
	}

	@Test
	void faultsBefallTheMessagesThatTheyAreMeantFor() {
		this.alice.network().latency(Duration.ofMillis(30));
		this.alice.network().next(Fault.REQUEST_REPEATED, Fault.ANSWER_LOST);
		this.bob.network().next(Fault.POKE_LOST);
		TestMutation added = this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.settle();
		assertThat(added).isConfirmed();
		assertThat(this.world.server()).isAtVersion(1);
		assertThat(this.world.faults(Fault.REQUEST_REPEATED)).isEqualTo(1);
		assertThat(this.world.faults(Fault.ANSWER_LOST)).isEqualTo(1);
		assertThat(this.world.faults(Fault.POKE_LOST)).isEqualTo(1);
		assertThat(this.world).hasConverged();
	}

	@Test
	void connectionsBreakWithAndWithoutNotice() {
		this.bob.network().halfOpen();
		this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.pass(Duration.ofSeconds(5));
		assertThat(this.bob).table(CARDS).isEmpty();
		this.world.pass(Duration.ofMinutes(1));
		assertThat(this.bob).table(CARDS).hasSize(1);
		this.bob.network().disconnect();
		this.world.settle();
		this.world.pass(Duration.ofSeconds(10));
		assertThat(this.bob).isConnected();
	}

	@Test
	void aServerThatDiesKeepsWhatItHasConfirmed() {
		TestMutation first = this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.waitUntil("it is stored", () -> this.world.server().version() == 1);
		this.world.server().stop();
		TestMutation second = this.alice.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		this.world.pass(Duration.ofMinutes(1));
		assertThat(this.world.server().isRunning()).isFalse();
		assertThat(this.alice).hasPending(2);
		assertThat(this.alice.store().status()).isEqualTo(ConnectionStatus.DISCONNECTED);
		this.world.server().start();
		this.world.settle();
		assertThat(first).isConfirmed();
		assertThat(second).isConfirmed();
		assertThat(this.world.server()).isAtVersion(2);
		assertThat(this.world).hasConverged();
	}

	@Test
	void aRestoredBackupTakesEverybodyBack() {
		this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.settle();
		TestServer.Backup backup = this.world.server().backup();
		this.alice.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		this.world.settle();
		this.world.server().restore(backup);
		this.bob.mutate(BoardMutators::add, new Add("3", "Buy tea"));
		this.world.settle();
		assertThat(this.alice).table(CARDS).containsOnlyKeys("1", "3");
		assertThat(this.world).hasConverged();
	}

	@Test
	void aClientThatDiesLosesWhatWasInItsMemory() {
		this.alice.network().cut();
		TestMutation lost = this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.alice.crash();
		assertThat(this.alice.isRunning()).isFalse();
		this.alice.network().mend();
		this.world.settle();
		this.alice.start();
		this.world.settle();
		assertThat(lost).isPending();
		assertThat(this.world.server()).isAtVersion(0);
		TestMutation added = this.alice.mutate("add", new Add("2", "Buy bread"));
		this.world.settle();
		assertThat(added).isConfirmed();
		assertThat(this.alice.mutations()).containsExactly(lost, added);
		assertThat(this.world).hasConverged();
	}

	@Test
	void whoIsOfflineIsNotWaitedFor() {
		this.bob.goOffline();
		this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.settle();
		assertThat(this.bob).table(CARDS).isEmpty();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.world).hasConverged())
			.withMessageContaining("bob differs from the server")
			.withMessageContaining("cards/1");
		this.bob.goOnline();
		this.world.settle();
		assertThat(this.world).hasConverged();
	}

	@Test
	void queriesAreWatched() {
		List<Integer> sizes = this.bob.watch((ctx) -> ctx.table(CARDS).scan().size());
		this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.alice.mutate(BoardMutators::move, new Move("1", "done"));
		this.world.settle();
		assertThat(sizes).containsExactly(0, 1);
		assertThat(this.bob).sees((ctx) -> ctx.table(CARDS).get("1").map(Card::column).orElse("")).isEqualTo("done");
	}

	@Test
	void serverCodeAndOtherSpacesTakePart() {
		TestMutation bySystem = this.world.server().mutate(BoardMutators::add, new Add("1", "Buy milk"));
		TestMutation asAlice = this.world.server()
			.mutate(BoardMutators::note, new Note("from the server"), Actor.user("alice"));
		TestClient elsewhere = this.world.client("alice", "", new SpaceId("board", "other"));
		elsewhere.mutate(BoardMutators::add, new Add("9", "Elsewhere"));
		this.world.settle();
		assertThat(bySystem).isConfirmed();
		assertThat(asAlice).isConfirmed();
		assertThat(this.alice).privateTable(NOTES).containsValue(new Note("from the server"));
		assertThat(this.bob).table(CARDS).containsOnlyKeys("1");
		assertThat(elsewhere).table(CARDS).containsOnlyKeys("9");
		assertThat(this.world).hasConverged();
	}

	@Test
	void thePolicyOfTheApplicationIsAsked() {
		Set<String> readers = new HashSet<>(Set.of("bob"));
		TestWorld guarded = TestWorld.builder()
			.mutators(new BoardMutators())
			.access((space, user, operation) -> operation == SpaceOperation.OPEN || !readers.contains(user))
			.instance("guarded")
			.seed(7)
			.start();
		guarded.client("alice").mutate(BoardMutators::add, new Add("0", "The first"));
		guarded.settle();
		TestMutation refused = guarded.client("bob").mutate(BoardMutators::add, new Add("1", "Buy milk"));
		guarded.settle();
		assertThat(refused).isRejectedWith("access_denied");
		readers.clear();
		guarded.server().accessChanged("bob");
		TestMutation allowed = guarded.client("bob").mutate(BoardMutators::add, new Add("1", "Buy milk"));
		guarded.settle();
		assertThat(allowed).isConfirmed();
		guarded.close();
		assertThat(guarded.client("bob").store().isClosed()).isTrue();
	}

	@Test
	void portsAreWhatTheTestGives() {
		TestWorld ported = TestWorld.builder().mutators(BoardMutators.class).port(ServerClock.class, () -> 42).start();
		ported.client("alice").mutate(BoardMutators::add, new Add("1", "Buy milk"));
		ported.settle();
		assertThat(ported.server()).serverOnlyTable(BoardMutators.STAMPS).containsEntry("1", new Stamp(42));
	}

	@Test
	void aDeletedSpaceIsGoneForAll() {
		this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.settle();
		this.bob.network().cut();
		TestMutation late = this.bob.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		TestMutation deletion = this.world.server().delete();
		this.world.settle();
		assertThat(deletion).isConfirmed();
		assertThat(this.alice).table(CARDS).isEmpty();
		this.bob.network().mend();
		this.world.settle();
		assertThat(late).isRejectedWith("space_deleted");
		assertThat(this.world).hasConverged();
	}

	@Test
	void moreCanBeSaidOfStores() {
		List<String> rejections = new ArrayList<>();
		TestWorld listened = TestWorld.builder()
			.mutators(BoardMutators.class)
			.stores((client, store) -> store.listener(new StoreListener() {

				@Override
				public void rejected(Rejection rejection) {
					rejections.add(client + ": " + rejection.code());
				}

			}))
			.start();
		TestClient phone = listened.client("alice", "phone");
		phone.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		listened.settle();
		phone.network().cut();
		phone.mutate(BoardMutators::move, new Move("1", "done"));
		listened.server().mutate(BoardMutators::remove, new Remove("1"));
		listened.pass(Duration.ofSeconds(1));
		phone.network().mend();
		listened.settle();
		assertThat(rejections).containsExactly("alice's phone: no_card");
	}

	@Test
	void waitingInVainSaysWhatHappened() {
		this.bob.network().cut();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.world.waitUntil("bob sees a card",
					() -> !this.bob.query((ctx) -> ctx.table(CARDS).scan()).isEmpty()))
			.withMessageContaining("in vain until bob sees a card")
			.withMessageContaining("the network of bob is cut");
	}

}
