package dev.syncedstore.server.migration;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.JpaVersionLog;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSchema;
import dev.syncedstore.server.poke.Poke;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.migration.ListNode.first;
import static dev.syncedstore.server.migration.ListNode.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * A node of a newer version comes to data and mutations of the one before; both nodes
 * work on one database, as in a rolling deployment.
 */
class SpaceMigrationTests {

	private static PostgresLog postgres;

	private static JpaVersionLog log;

	private static ListNode old;

	private static ListNode node;

	private final SpaceId space = ListNode.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		log = postgres.log();
		old = ListNode.first(log);
		node = ListNode.second(postgres.log());
	}

	@AfterAll
	static void stop() {
		node.close();
		old.close();
		postgres.close();
	}

	@Test
	void theFirstPullMigratesAllVisibilitiesInACommitOfItsOwn() {
		old.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"));
		assertThat(node.seen(this.space)).isEqualTo(Map.of("lines/a", "{\"text\":\"milk!\",\"seen\":1}",
				"$$pu/alice/lines/a", "{\"text\":\"milk of alice\",\"seen\":1}", "summary/total", "{\"items\":1}"));
		assertThat(head().version()).isEqualTo(2);
		assertThat(head().schema()).isEqualTo(SpaceSchema.of(2));
		await().untilAsserted(() -> assertThat(committedHere()).isNotEmpty());
		assertThat(committedHere()).singleElement()
			.satisfies((batch) -> assertThat(batch.patches()).extracting((patch) -> patch.key())
				.containsExactlyInAnyOrder("lines/a", "$$pu/alice/lines/a", "$$so/lines/a", "summary/total"));
		PullResponse again = EngineFixture.served(node.pull(this.space));
		assertThat(again.schemaVersion()).isEqualTo(2);
		assertThat(head().version()).as("once only").isEqualTo(2);
	}

	@Test
	void theFirstPushMigratesBeforeItsMutationsRun() {
		old.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"));
		PushResponse response = node.push(this.space, "c2",
				second(1, "add", "{\"id\":\"b\",\"text\":\"eggs\",\"seen\":7}"));
		assertThat(response.version()).isEqualTo(3);
		assertThat(node.seen(this.space)).containsEntry("lines/a", "{\"text\":\"milk!\",\"seen\":1}")
			.containsEntry("lines/b", "{\"text\":\"eggs\",\"seen\":7}")
			.containsEntry("summary/total", "{\"items\":1}");
	}

	@Test
	void whatServerCodeReadsIsMigratedBefore() {
		old.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"));
		int seen = node.engine()
			.syncedStores()
			.read(this.space, (ctx) -> ctx.table(SecondLists.ITEMS).get("a").orElseThrow().seen());
		assertThat(seen).isEqualTo(1);
	}

	@Test
	void whatServerCodeMutatesIsMigratedBefore() {
		old.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"));
		EngineFixture.join(node.engine()
			.syncedStores()
			.mutate(this.space, SecondLists::add, new SecondLists.Put("b", "eggs", 7), Actor.system()));
		assertThat(node.seen(this.space)).containsEntry("lines/a", "{\"text\":\"milk!\",\"seen\":1}")
			.containsEntry("lines/b", "{\"text\":\"eggs\",\"seen\":7}")
			.containsEntry("summary/total", "{\"items\":1}");
	}

	@Test
	void theFirstSubscriptionMigrates() {
		old.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"));
		List<String> pokes = new CopyOnWriteArrayList<>();
		PokeHub hub = new PokeHub(new PokeParts(log, Set.of("list"), (type) -> 2,
				AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED), new WireCodec()::writeDelta,
				Runnable::run, Runnable::run, Clock.systemUTC(), PokeObserver.NONE));
		hub.migrations(node.engine()::migrate);
		hub.subscribe(new PokeSubscription(this.space, "alice", "c2", 2), new PokeReceiver() {

			@Override
			public void poked(Poke poke) {
				pokes.add(poke.json());
			}

			@Override
			public void ended(ProblemCode code, String detail) {
				pokes.add(code.code());
			}

		});
		await().until(() -> head().schema().equals(SpaceSchema.of(2)));
		assertThat(head().version()).as("nobody has pulled or pushed").isEqualTo(2);
		assertThat(pokes).isNotEmpty()
			.allSatisfy((poke) -> assertThat(poke).as("nothing of the older version is told").doesNotContain("milk\""));
	}

	@Test
	void mutationsOfTheOlderVersionAreMigratedOnReceipt() {
		node.push(this.space, "c1", second(1, "add", "{\"id\":\"x\",\"text\":\"x\",\"seen\":1}"));
		PushResponse response = node.push(this.space, "c2", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"),
				first(2, "swap", "{\"one\":\"a\",\"other\":\"b\"}"), first(3, "strike", "{\"id\":\"x\"}"),
				first(4, "ping", "{\"id\":\"p\"}"), second(5, "add", "{\"id\":\"c\",\"text\":\"new\",\"seen\":3}"));
		assertThat(response.lastMutationId()).isEqualTo(5);
		assertThat(response.rejectedMutations()).isEmpty();
		assertThat(response.version()).as("one version a mutation, however many calls it becomes").isEqualTo(6);
		assertThat(node.seen(this.space)).isEqualTo(Map.of("lines/a", "{\"text\":\"was b\",\"seen\":2}", "lines/b",
				"{\"text\":\"was a\",\"seen\":2}", "lines/c", "{\"text\":\"new\",\"seen\":3}"));
	}

	@Test
	void aMutationThatBecomesSeveralHasOneOutcome() {
		PushResponse response = node.push(this.space, "c1", first(1, "swap", "{\"one\":\"a\",\"other\":\"refused\"}"),
				first(2, "add", "{\"id\":\"b\"}"), first(3, "unheardOf", "{}"));
		assertThat(response.rejectedMutations()).extracting("mutationId", "code")
			.containsExactly(tuple(1L, "refused"), tuple(2L, "invalid_args"), tuple(3L, "unknown_mutator"));
		assertThat(node.seen(this.space)).isEmpty();
	}

	@Test
	void aRetryOfAMigratedMutationIsSkipped() {
		node.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"));
		PushResponse again = node.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"));
		assertThat(again.lastMutationId()).isEqualTo(1);
		assertThat(again.version()).isEqualTo(1);
		assertThat(node.seen(this.space)).containsEntry("lines/a", "{\"text\":\"milk!\",\"seen\":1}");
	}

	@Test
	void theOlderNodePutsOffWhoeverAsksForASpaceThatIsNewer() {
		old.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"));
		node.seen(this.space);
		long version = head().version();
		assertUnavailable(old.answer(this.space, "c1", first(2, "add", "{\"id\":\"b\",\"text\":\"eggs\"}")));
		assertUnavailable(old.pull(this.space));
		assertThat(head().version()).isEqualTo(version);
		PushResponse response = node.push(this.space, "c1", first(2, "add", "{\"id\":\"b\",\"text\":\"eggs\"}"));
		assertThat(response.lastMutationId()).as("nothing is lost").isEqualTo(2);
		assertThat(node.seen(this.space)).containsEntry("lines/b", "{\"text\":\"eggs!\",\"seen\":1}");
	}

	@Test
	void anOlderClientIsToldTheServersVersionAndANewerOneToo() {
		Problem tooOld = EngineFixture.problem(node.pull(this.space, 1));
		assertThat(tooOld.code()).isEqualTo("schema_version_not_supported");
		assertThat(tooOld.number("schema_version", 0)).isEqualTo(2);
		Problem tooNew = old.problem(this.space, "c1", second(1, "add", "{}"));
		assertThat(tooNew.code()).isEqualTo("schema_version_not_supported");
		assertThat(tooNew.number("schema_version", 0)).isEqualTo(1);
		assertThat(node.problem(this.space, "c1", ListNode.made(1, 0, "add", "{}")).code())
			.isEqualTo("schema_version_not_supported");
	}

	@Test
	void aSpaceIsOfTheVersionOfTheNodeThatFirstWritesToIt() {
		node.push(this.space, "c1", second(1, "add", "{\"id\":\"a\",\"text\":\"a\",\"seen\":1}"));
		assertThat(head().schema()).isEqualTo(SpaceSchema.of(2));
		assertThat(head().version()).isEqualTo(1);
		SpaceId another = ListNode.newSpace();
		old.push(another, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"a\"}"));
		assertThat(log.heads(List.of(another)).get(another).schema()).isEqualTo(SpaceSchema.FIRST);
	}

	@Test
	void aMigrationThatFailsChangesNothing() {
		old.push(this.space, "c1", first(1, "add", "{\"id\":\"a\",\"text\":\"milk\"}"),
				first(2, "addMany", "{\"prefix\":\"m\",\"from\":0,\"count\":3}"),
				first(3, "add", "{\"id\":\"z\",\"text\":\"poison\"}"));
		assertUnavailable(node.pull(this.space));
		assertUnavailable(node.answer(this.space, "c2", second(1, "remove", "{\"id\":\"z\"}")));
		assertThat(head().version()).isEqualTo(3);
		assertThat(old.seen(this.space)).containsEntry("lines/a", "{\"text\":\"milk\"}");
		old.push(this.space, "c1", first(4, "strike", "{\"id\":\"z\"}"));
		assertThat(node.seen(this.space)).containsEntry("lines/a", "{\"text\":\"milk!\",\"seen\":1}");
	}

	private List<CommittedBatch> committedHere() {
		return node.committed().stream().filter((batch) -> batch.space().equals(this.space)).toList();
	}

	private SpaceHead head() {
		return log.heads(List.of(this.space)).get(this.space);
	}

	static void assertUnavailable(Answer<?> answer) {
		assertThat(EngineFixture.problem(answer).code()).isEqualTo("unavailable");
		assertThat(((Answer.Refused<?>) answer).retryAfter()).isNotNull();
	}

}
