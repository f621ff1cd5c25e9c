package dev.syncedstore.server.push;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.NoteMutators;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.push.ScriptedLog.Fate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RecoveryTests {

	private static PostgresLog postgres;

	private static ScriptedLog log;

	private static EngineFixture engine;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		log = new ScriptedLog(postgres.log());
		engine = EngineFixture.over(log);
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void aConnectionThatIsKilledInTheMiddleOfABatchIsReplaced() throws SQLException {
		engine.push(this.space, "alice", request("c0", increment(1, "n")));
		List<CompletionStage<Answer<PushResponse>>> answers = new ArrayList<>();
		try (SpaceLock lock = new SpaceLock(postgres, this.space)) {
			for (int client = 1; client <= 20; client++) {
				answers.add(engine.pushing(this.space, "alice", request("c" + client, increment(1, "n"))));
			}
			int victim = lock.awaitWaiting();
			terminate(victim);
			await().until(() -> lock.awaitWaiting() != victim);
		}
		answers.forEach((answer) -> EngineFixture.served(EngineFixture.join(answer)));
		assertThat(engine.count(this.space, "n")).isEqualTo(21);
		assertGapless(21);
	}

	@Test
	void aConnectionThatIsKilledInTheMiddleOfACommitIsReplaced() {
		engine.push(this.space, "alice", request("c0", increment(1, "n")));
		postgres.sql().sql("CREATE TABLE IF NOT EXISTS public.patience (seconds integer)").update();
		postgres.sql().sql("INSERT INTO public.patience VALUES (60)").update();
		postgres.sql().sql("""
				CREATE OR REPLACE FUNCTION public.dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN PERFORM pg_sleep(seconds) FROM public.patience; RETURN NULL; END $$""").update();
		postgres.sql().sql("""
				CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON synced_store.rejection
				DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.dawdle()""").update();
		CompletionStage<Answer<PushResponse>> answer = engine.pushing(this.space, "alice",
				request("c1", increment(1, "n"), EngineFixture.mutation(2, "rejectWithoutCode", "{}")));
		int victim = await().until(() -> postgres.sql()
			.sql("SELECT coalesce(max(pid), 0) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
			.query(Integer.class)
			.single(), (pid) -> pid != 0);
		postgres.sql().sql("DELETE FROM public.patience").update();
		terminate(victim);
		assertThat(EngineFixture.served(EngineFixture.join(answer)).lastMutationId()).isEqualTo(2);
		assertThat(engine.count(this.space, "n")).isEqualTo(2);
		assertGapless(3);
		postgres.sql().sql("DROP TRIGGER dawdle ON synced_store.rejection").update();
	}

	@ParameterizedTest
	@EnumSource(names = { "ROLLED_BACK", "ROLLED_BACK_UNKNOWN", "COMMITTED_UNKNOWN" })
	void whateverBecameOfAnAttemptTheNextOneKnows(Fate fate) {
		log.next(fate);
		PushResponse response = engine.push(this.space, "alice",
				request("c1", increment(1, "n"), EngineFixture.mutation(2, "rejectWithoutCode", "{}")));
		assertThat(response.lastMutationId()).isEqualTo(2);
		assertThat(response.version()).isEqualTo(2);
		assertThat(response.rejectedMutations()).hasSize(1);
		assertThat(engine.count(this.space, "n")).isEqualTo(1);
		assertGapless(2);
	}

	@ParameterizedTest
	@EnumSource(names = { "ROLLED_BACK", "ROLLED_BACK_UNKNOWN", "COMMITTED_UNKNOWN" })
	void alsoAMutationOfServerCodeHappensOnce(Fate fate) {
		log.next(fate);
		EngineFixture.join(engine.engine()
			.syncedStores()
			.mutate(this.space, NoteMutators::increment, new NoteMutators.Key("n"), Actor.system()));
		assertThat(engine.count(this.space, "n")).isEqualTo(1);
		assertGapless(1);
	}

	@Test
	void anAttemptThatCommittedIsFoundOutAlsoWhenAnotherNodeHasGoneOn() {
		try (EngineFixture other = EngineFixture.over(postgres.log())) {
			engine.push(this.space, "alice", request("c1", increment(1, "n")));
			log.next(Fate.COMMITTED_UNKNOWN, Fate.NO_CONNECTION);
			assertThat(engine.pushProblem(this.space, "alice", request("c1", increment(2, "n"))).status())
				.isEqualTo(503);
			other.push(this.space, "bob", request("c2", increment(1, "n")));
			assertThat(engine.push(this.space, "alice", request("c1", increment(2, "n"), increment(3, "n"))).version())
				.isEqualTo(4);
			assertThat(engine.count(this.space, "n")).isEqualTo(4);
			assertGapless(4);
			await().untilAsserted(() -> assertThat(engine.committed(this.space)).extracting(CommittedBatch::minVersion)
				.containsExactly(1L, 2L, 4L));
			assertThat(engine.committed(this.space).get(1).lastMutationIds()).containsOnlyKeys("c1", "c2")
				.containsEntry("c1", 2L);
		}
	}

	@Test
	void aFirstPushWhoseCommitSeemedToFailIsToldOfByTheNextOne() {
		log.next(Fate.COMMITTED_UNKNOWN, Fate.NO_CONNECTION);
		assertThat(engine.pushProblem(this.space, "alice", request("c1", increment(1, "n"))).status()).isEqualTo(503);
		assertThat(engine.committed(this.space)).isEmpty();
		assertThat(engine.push(this.space, "alice", request("c1", increment(1, "n"))).version()).isEqualTo(1);
		assertGapless(1);
		assertThat(engine.count(this.space, "n")).isEqualTo(1);
	}

	@Test
	void whereTheDatabaseStaysAwayPushesAreAnsweredSoAndComeAgain() {
		log.next(Fate.ROLLED_BACK, Fate.ROLLED_BACK, Fate.ROLLED_BACK);
		Answer<PushResponse> answer = engine.answer(this.space, "alice", request("c1", increment(1, "n")));
		assertThat(EngineFixture.problem(answer).status()).isEqualTo(503);
		assertThat(EngineFixture.problem(answer).code()).isEqualTo("unavailable");
		assertThat(((Answer.Refused<PushResponse>) answer).retryAfter()).isPositive();
		engine.push(this.space, "alice", request("c1", increment(1, "n")));
		assertThat(engine.count(this.space, "n")).isEqualTo(1);
	}

	@Test
	void whereThereIsNoConnectionNobodyWaitsForOneTwice() {
		int before = log.writes();
		log.next(Fate.NO_CONNECTION);
		CompletableFuture<?> mutation = engine.engine()
			.syncedStores()
			.mutate(this.space, NoteMutators::increment, new NoteMutators.Key("n"), Actor.system());
		assertThat(mutation).failsWithin(java.time.Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		assertThat(log.writes()).isEqualTo(before + 1);
	}

	@Test
	void aSpaceThatAnotherNodeKeepsLockedIsUnavailableUntilItIsReleased() throws SQLException {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		try (SpaceLock lock = new SpaceLock(postgres, this.space)) {
			CompletionStage<Answer<PushResponse>> locked = engine.pushing(this.space, "alice",
					request("c1", put(2, "a", "2")));
			lock.awaitWaiting();
			assertThat(EngineFixture.problem(EngineFixture.join(locked)).status()).isEqualTo(503);
			SpaceId free = EngineFixture.newSpace();
			engine.push(free, "alice", request("c1", put(1, "a", "1")));
		}
		assertThat(engine.push(this.space, "alice", request("c1", put(2, "a", "2"))).version()).isEqualTo(2);
	}

	private static void terminate(int pid) {
		postgres.sql().sql("SELECT pg_terminate_backend(?)").param(pid).query(Boolean.class).single();
	}

	/** Listeners have been told of every version up to one, once. */
	private void assertGapless(long last) {
		await().until(() -> engine.committed(this.space)
			.stream()
			.mapToLong((batch) -> batch.head().version())
			.max()
			.orElse(0) >= last);
		long version = 0;
		for (CommittedBatch batch : engine.committed(this.space)) {
			assertThat(batch.minVersion()).isEqualTo(version + 1);
			version = batch.head().version();
		}
		assertThat(version).isEqualTo(last);
	}

}
