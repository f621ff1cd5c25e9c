package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineObserver;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.delivery.ParkedDelivery;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.LetterMutators;
import dev.syncedstore.server.engine.LetterMutators.Letter;
import dev.syncedstore.server.log.PostgresLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes share a database; nobody may do anything in spaces that begin with
 * {@code closed}, and only alice may create those that begin with {@code hers}.
 */
class OtherSpacesTests {

	private static final Map<String, Integer> DELIVERED = new ConcurrentHashMap<>();

	private static PostgresLog postgres;

	private static EngineFixture engine;

	private static EngineFixture otherNode;

	private final SpaceId from = letters("from");

	private final SpaceId to = letters("to");

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = node();
		otherNode = node();
	}

	private static EngineFixture node() {
		return EngineFixture.over(postgres.log(),
				(builder) -> builder.policy(OtherSpacesTests::allows).observer(new EngineObserver() {

					@Override
					public void delivered(String storeType, String mutator, @Nullable String code) {
						DELIVERED.merge(storeType + "." + mutator + " " + code, 1, Integer::sum);
					}

				}));
	}

	@AfterAll
	static void stop() {
		engine.close();
		otherNode.close();
		postgres.close();
	}

	private static boolean allows(SpaceId space, String userId, SpaceOperation operation) {
		if (space.instanceId().startsWith("hers")) {
			return operation != SpaceOperation.CREATE || userId.equals("alice");
		}
		return !space.instanceId().startsWith("closed");
	}

	private static SpaceId letters(String prefix) {
		return new SpaceId("letters", prefix + UUID.randomUUID());
	}

	@Test
	void whatIsSentArrivesInOrderWithItsSourceInTheUsersName() {
		// The first batch of a space looks into the database, the others are presumed.
		for (int id = 1; id <= 5; id++) {
			send(id, "l" + id);
		}
		await().until(() -> received(this.to).size() == 5);
		assertThat(received(this.to)).extracting(Letter::text).containsExactly("l1", "l2", "l3", "l4", "l5");
		assertThat(received(this.to).get(2).from())
			.isEqualTo("alice by " + this.from.instanceId() + "@3 send of alice");
		assertThat(waiting()).isZero();
		assertThat(engine.pull(this.to, "bob", EngineFixture.firstPull("b1")).delta().maxIncludedVersion())
			.isEqualTo(5);
	}

	@Test
	void itWorksBetweenStoreTypes() {
		SpaceId notes = EngineFixture.newSpace();
		push(this.from, mutation(1, "sendNote", args(notes, "hello", 1)));
		await().until(() -> "hello".equals(engine.note(notes, "hello")));
	}

	@Test
	void aRejectedMutationSendsNothing() {
		push(this.from, mutation(1, "sendAndReject", args(this.to, "no", 1)),
				mutation(2, "send", args(this.to, "yes", 1)));
		await().until(() -> !received(this.to).isEmpty());
		assertThat(received(this.to)).extracting(Letter::text).containsExactly("yes");
	}

	@Test
	void aMutatorOfAnotherStoreTypeIsAFaultOfTheMutator() {
		assertThat(push(this.from, mutation(1, "sendToTheWrongType", args(this.to, "x", 1))).rejectedMutations())
			.singleElement()
			.returns("internal_error", RejectedMutation::code);
	}

	@Test
	void aMutationSendsAtMost200AndSoDoesACommit() {
		assertThat(push(this.from, mutation(1, "send", args(this.to, "many", 201))).rejectedMutations()).singleElement()
			.returns("too_many_targets", RejectedMutation::code);
		push(this.from, mutation(2, "send", args(this.to, "a", 150)), mutation(3, "send", args(this.to, "b", 50)),
				mutation(4, "send", args(this.to, "c", 1)), mutation(5, "send", args(this.to, "d", 200)));
		await().until(() -> received(this.to).size() == 401);
		assertThat(received(this.to)).extracting(Letter::text)
			.startsWith("a")
			.containsSubsequence("a", "b", "c", "d")
			.endsWith("d");
		assertThat(commits(this.from)).as("of 150 and 50, 1, 200, and the rejection").isGreaterThanOrEqualTo(3);
	}

	@Test
	void aMutationHopsOverEightSpacesAndNoMore() {
		List<SpaceId> path = IntStream.range(0, 9).mapToObj((i) -> letters("hop" + i)).toList();
		List<String> names = path.stream().map((space) -> "\"" + space.instanceId() + "\"").toList();
		push(this.from, mutation(1, "forward", "{\"path\":[" + String.join(",", names) + "],\"text\":\"chain\"}"));
		ParkedDelivery parked = await().until(() -> parkedFor(path.get(7)), (found) -> found.size() == 1).get(0);
		assertThat(parked.failure()).startsWith("too_many_hops: ");
		assertThat(received(path.get(6))).as("seven hops").hasSize(1);
		assertThat(received(path.get(7))).as("the eighth wanted to send on").isEmpty();
		assertThat(received(path.get(8))).isEmpty();
	}

	@Test
	void eightHopsAreNotTooMany() {
		List<SpaceId> path = IntStream.range(0, 8).mapToObj((i) -> letters("hop" + i)).toList();
		List<String> names = path.stream().map((space) -> "\"" + space.instanceId() + "\"").toList();
		push(this.from, mutation(1, "forward", "{\"path\":[" + String.join(",", names) + "],\"text\":\"chain\"}"));
		await().until(() -> received(path.get(7)).size() == 1);
	}

	@Test
	void whatIsRejectedIsParkedWithItsReasonAndTheRestGoesOn() {
		push(this.from, mutation(1, "send", args(this.to, "before", 1)),
				mutation(2, "send", args(this.to, "poison", 1)), mutation(3, "send", args(this.to, "after", 1)));
		await().until(() -> received(this.to).size() == 2);
		ParkedDelivery parked = parkedFor(this.to).get(0);
		assertThat(parked.failure()).isEqualTo("poisoned: Not with me");
		assertThat(parked.mutator()).isEqualTo("receive");
		assertThat(parked.source().space()).isEqualTo(this.from);
		assertThat(parked.source().version()).isEqualTo(2);
		assertThat(DELIVERED).containsKeys("letters.receive poisoned", "letters.receive null");
		assertThat(postgres.log().deliveries().retry(parked.id())).isTrue();
		await().until(() -> {
			engine.engine().tick();
			return parkedFor(this.to).size() == 1;
		});
		assertThat(postgres.log().deliveries().discard(parked.id())).isTrue();
		assertThat(postgres.log().deliveries().discard(parked.id())).isFalse();
		assertThat(parkedFor(this.to)).isEmpty();
	}

	@Test
	void thePolicyOfTheReceivingSpaceDecides() {
		SpaceId closed = letters("closed");
		push(this.from, mutation(1, "send", args(closed, "x", 1)));
		await().until(() -> parkedFor(closed).size() == 1);
		assertThat(parkedFor(closed).get(0).failure()).startsWith("access_denied: ");
		SpaceId hers = letters("hers");
		engine.push(this.from, "bob", request("b1", mutation(1, "send", args(hers, "early", 1))));
		await().until(() -> parkedFor(hers).size() == 1);
		push(this.from, mutation(2, "send", args(hers, "creates", 1)));
		await().until(() -> received(hers).size() == 1);
		engine.push(this.from, "bob", request("b1", mutation(2, "send", args(hers, "late", 1))));
		await().until(() -> received(hers).size() == 2);
	}

	@Test
	void whatADeletedSpaceIsSentIsParkedAndWhatItHasSentArrives() {
		push(this.to, mutation(1, "send", args(letters("x"), "exists", 1)));
		EngineFixture.join(engine.engine().syncedStores().delete(this.to));
		push(this.from, mutation(1, "send", args(this.to, "gone", 1)));
		await().until(() -> parkedFor(this.to).size() == 1);
		assertThat(parkedFor(this.to).get(0).failure()).startsWith("space_deleted: ");
	}

	@Test
	void ofAnErasedUserNothingIsKeptThatWasSentOrReceivedInTheUsersName() {
		push(this.from, mutation(1, "send", args(this.to, "poison of alice", 1)));
		engine.push(this.from, "bob", request("b1", mutation(1, "send", args(this.to, "poison of bob", 1))));
		await().until(() -> parkedFor(this.to).size() == 2);
		EngineFixture.join(engine.engine().syncedStores().eraseUser(this.from, "alice"));
		assertThat(parkedFor(this.to)).singleElement().returns("bob", (parked) -> parked.source().userId());
		EngineFixture.join(engine.engine().syncedStores().eraseUser(letters("elsewhere"), "bob"));
		assertThat(parkedFor(this.to)).hasSize(1);
		push(this.to, mutation(1, "send", args(letters("x"), "exists", 1)));
		EngineFixture.join(engine.engine().syncedStores().eraseUser(this.to, "bob"));
		assertThat(parkedFor(this.to)).isEmpty();
	}

	@Test
	void whatACrashLeavesOverAnotherNodeDelivers() {
		try (EngineFixture dying = EngineFixture.over(postgres.log())) {
			dying.engine().deliverer().close();
			dying.push(this.from, "alice", request("c1", mutation(1, "send", args(this.to, "left over", 2))));
		}
		assertThat(received(this.to)).isEmpty();
		await().until(() -> {
			otherNode.engine().tick();
			return received(this.to).size() == 2;
		});
	}

	@Test
	void aThousandArriveOnceAndInOrderWhileTwoNodesSendAndOthersWrite() {
		SpaceId second = letters("second");
		List<CompletionStage<Answer<PushResponse>>> answers = new ArrayList<>();
		for (int i = 1; i <= 500; i++) {
			answers.add(engine.pushing(this.from, "alice",
					request("a", mutation(i, "send", args(this.to, "a" + (1000 + i), 1)))));
			answers.add(otherNode.pushing(second, "bob",
					request("b", mutation(i, "send", args(this.to, "b" + (1000 + i), 1)))));
			if (i % 5 == 0) {
				answers.add(((i % 2 == 0) ? engine : otherNode).pushing(this.to, "carol",
						request("c" + i, mutation(1, "sendNote", args(EngineFixture.newSpace(), "n", 1)))));
			}
			engine.engine().deliverer().wake(this.to);
			otherNode.engine().deliverer().wake(this.to);
		}
		answers.forEach((answer) -> EngineFixture.served(EngineFixture.join(answer)));
		await().until(() -> received(this.to).size() >= 1_000);
		List<String> texts = received(this.to).stream().map(Letter::text).toList();
		assertThat(texts.stream().filter((text) -> text.startsWith("a"))).isSorted()
			.doesNotHaveDuplicates()
			.hasSize(500);
		assertThat(texts.stream().filter((text) -> text.startsWith("b"))).isSorted()
			.doesNotHaveDuplicates()
			.hasSize(500);
	}

	@Test
	void aDeliveryThatCantBeStoredIsIsolatedAndInTheEndParked() {
		postgres.sql().sql("""
				CREATE OR REPLACE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN RAISE EXCEPTION 'refused'; END $$""").update();
		postgres.sql().sql("""
				CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON synced_store.entry FOR EACH ROW
				WHEN (new.value LIKE '%unstorable%') EXECUTE FUNCTION public.refuse()""").update();
		try {
			SpaceId notes = EngineFixture.newSpace();
			push(this.from, mutation(1, "sendNote", args(notes, "first", 1)),
					mutation(2, "sendNote", args(notes, "unstorable", 1)),
					mutation(3, "sendNote", args(notes, "third", 1)));
			await().until(() -> {
				engine.engine().deliverer().wake(notes);
				return engine.note(notes, "third") != null;
			});
			assertThat(engine.note(notes, "first")).isEqualTo("first");
			assertThat(parkedFor(notes)).singleElement()
				.satisfies((parked) -> assertThat(parked.failure()).startsWith("internal_error: "));
		}
		finally {
			postgres.sql().sql("DROP TRIGGER refuse ON synced_store.entry").update();
		}
	}

	@Test
	void aMutatorReadsAnotherSpaceAsItIsNow() {
		SpaceId notes = EngineFixture.newSpace();
		for (int id = 1; id <= 3; id++) {
			engine.push(notes, "bob", request("b1", put(id, "n", "v" + id)));
			push(this.from, mutation(id, "look", look(notes)));
			assertThat(sent(this.from, "n")).isEqualTo(new Letter("v" + id, "alice"));
		}
		push(this.from, mutation(4, "look", look(EngineFixture.newSpace())));
		assertThat(sent(this.from, "n").text()).isEqualTo("nothing");
	}

	@Test
	void twoSpacesThatReadEachOtherDoNotWaitForEachOther() {
		SpaceId notes = EngineFixture.newSpace();
		engine.push(notes, "bob", request("b1", put(1, "n", "v")));
		List<CompletionStage<Answer<PushResponse>>> answers = new ArrayList<>();
		for (int id = 1; id <= 100; id++) {
			answers.add(engine.pushing(this.from, "alice", request("a", mutation(id, "look", look(notes)))));
			answers.add(otherNode.pushing(this.from, "bob", request("b", mutation(id, "look", look(notes)))));
			answers.add(engine.pushing(notes, "bob", request("b1", put(id + 1, "n", "v" + id))));
		}
		answers.forEach((answer) -> EngineFixture.served(EngineFixture.join(answer)));
	}

	@Test
	void whoMayNotOpenASpaceIsRejectedEvenIfTheMutatorIsCareless() {
		SpaceId closed = new SpaceId("notes", "closed" + UUID.randomUUID());
		push(this.from, mutation(1, "look", look(EngineFixture.newSpace())));
		assertThat(push(this.from, mutation(2, "look", look(closed)), mutation(3, "lookCarelessly", look(closed)))
			.rejectedMutations()).extracting(RejectedMutation::code).containsExactly("access_denied", "access_denied");
		assertThat(sent(this.from, "n").text()).isEqualTo("nothing");
	}

	private PushResponse push(SpaceId space, PushMutation... mutations) {
		return engine.push(space, "alice", request("c1", mutations));
	}

	private void send(int id, String text) {
		push(this.from, mutation(id, "send", args(this.to, text, 1)));
	}

	private static String args(SpaceId to, String text, int times) {
		return "{\"to\":\"" + to.instanceId() + "\",\"text\":\"" + text + "\",\"times\":" + times + "}";
	}

	private static String look(SpaceId notes) {
		return "{\"notes\":\"" + notes.instanceId() + "\",\"key\":\"n\"}";
	}

	private static List<Letter> received(SpaceId space) {
		return engine.engine()
			.syncedStores()
			.read(space, (ctx) -> ctx.table(LetterMutators.RECEIVED).scan().stream().map(Entry::value).toList());
	}

	private static Letter sent(SpaceId space, String key) {
		return engine.engine()
			.syncedStores()
			.read(space, (ctx) -> ctx.table(LetterMutators.SENT).get(key).orElseThrow());
	}

	private static List<ParkedDelivery> parkedFor(SpaceId target) {
		return postgres.log()
			.deliveries()
			.list(0, 1_000)
			.stream()
			.filter((parked) -> parked.target().equals(target))
			.toList();
	}

	private long waiting() {
		return postgres.sql()
			.sql("SELECT count(*) FROM synced_store.delivery WHERE parked_at IS NULL AND instance_id = ?")
			.param(this.to.instanceId())
			.query(Long.class)
			.single();
	}

	private static long commits(SpaceId space) {
		return postgres.sql()
			.sql("SELECT count(*) FROM synced_store.commit_log l JOIN synced_store.space s ON s.id = l.space_id "
					+ "WHERE s.instance_id = ?")
			.param(space.instanceId())
			.query(Long.class)
			.single();
	}

}
