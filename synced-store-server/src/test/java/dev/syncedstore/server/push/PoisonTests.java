package dev.syncedstore.server.push;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.NoteMutators;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A trigger of the database's stands for whatever makes one mutation impossible to store.
 */
class PoisonTests {

	private static PostgresLog postgres;

	private static EngineFixture engine;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = EngineFixture.over(postgres.log());
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@BeforeEach
	void poison() {
		postgres.sql().sql("""
				CREATE OR REPLACE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN RAISE EXCEPTION 'refused'; END $$""").update();
		postgres.sql().sql("""
				CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON synced_store.entry FOR EACH ROW
				WHEN (new.key = 'notes/poison') EXECUTE FUNCTION public.refuse()""").update();
	}

	@AfterEach
	void cure() {
		postgres.sql().sql("DROP TRIGGER IF EXISTS refuse ON synced_store.entry").update();
	}

	@Test
	void theOthersOfABatchAreCommittedAndAlsoWhatCameBeforeInTheSamePush() throws SQLException {
		engine.push(this.space, "alice", request("c0", put(1, "start", "1")));
		CompletionStage<Answer<PushResponse>> before;
		CompletionStage<Answer<PushResponse>> poisoned;
		CompletionStage<Answer<PushResponse>> after;
		try (SpaceLock lock = new SpaceLock(postgres, this.space)) {
			engine.pushing(this.space, "alice", request("c0"));
			lock.awaitWaiting();
			before = engine.pushing(this.space, "alice", request("c1", put(1, "before", "1")));
			poisoned = engine.pushing(this.space, "alice",
					request("c2", put(1, "first", "1"), put(2, "poison", "2"), put(3, "third", "3")));
			after = engine.pushing(this.space, "alice", request("c3", put(1, "after", "1")));
		}
		EngineFixture.served(EngineFixture.join(before));
		EngineFixture.served(EngineFixture.join(after));
		assertThat(EngineFixture.problem(EngineFixture.join(poisoned)).status()).isEqualTo(503);
		assertThat(engine.note(this.space, "before")).isEqualTo("1");
		assertThat(engine.note(this.space, "after")).isEqualTo("1");
		assertThat(engine.note(this.space, "first")).isEqualTo("1");
		assertThat(engine.note(this.space, "poison")).isNull();
		assertThat(engine.note(this.space, "third")).isNull();
	}

	@Test
	void afterTwentyTimesItIsRejectedAndTheQueueGoesOn() {
		PushRequest request = request("c1", put(1, "first", "1"), put(2, "poison", "2"), put(3, "third", "3"));
		for (int attempt = 1; attempt < 20; attempt++) {
			assertThat(engine.pushProblem(this.space, "alice", request).status()).isEqualTo(503);
			engine.push(this.space, "bob", request("other-" + attempt, put(1, "other", "1")));
		}
		PushResponse response = engine.push(this.space, "alice", request);
		assertThat(response.lastMutationId()).isEqualTo(3);
		assertThat(response.rejectedMutations()).extracting(RejectedMutation::mutationId, RejectedMutation::code)
			.containsExactly(org.assertj.core.api.Assertions.tuple(2L, "internal_error"));
		assertThat(engine.note(this.space, "third")).isEqualTo("3");
		assertThat(response.version()).isEqualTo(3 + 19);
	}

	@Test
	void whatIsCuredInTimeIsAppliedAndItsFailuresAreForgotten() {
		PushRequest request = request("c1", put(1, "poison", "1"));
		for (int attempt = 1; attempt < 20; attempt++) {
			assertThat(engine.pushProblem(this.space, "alice", request).status()).isEqualTo(503);
		}
		cure();
		assertThat(engine.push(this.space, "alice", request).rejectedMutations()).isEmpty();
		assertThat(engine.note(this.space, "poison")).isEqualTo("1");
		poison();
		assertThat(engine.pushProblem(this.space, "alice", request("c1", put(2, "poison", "2"))).status())
			.isEqualTo(503);
	}

	@Test
	void whileTheDatabaseRefusesEverythingNothingIsRejected() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		postgres.sql().sql("""
				CREATE TRIGGER refuse_all BEFORE INSERT ON synced_store.commit_log FOR EACH ROW
				EXECUTE FUNCTION public.refuse()""").update();
		for (int attempt = 0; attempt < 25; attempt++) {
			assertThat(engine.pushProblem(this.space, "alice", request("c1", put(2, "b", "2"))).status())
				.isEqualTo(503);
		}
		postgres.sql().sql("DROP TRIGGER refuse_all ON synced_store.commit_log").update();
		assertThat(engine.push(this.space, "alice", request("c1", put(2, "b", "2"))).rejectedMutations()).isEmpty();
		assertThat(engine.note(this.space, "b")).isEqualTo("2");
	}

	@Test
	void serverCodeHearsOfItAtOnce() {
		CompletableFuture<?> mutation = engine.engine()
			.syncedStores()
			.mutate(this.space, NoteMutators::put, new NoteMutators.Put("poison", "1"), Actor.system());
		assertThat(mutation).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		EngineFixture.join(engine.engine()
			.syncedStores()
			.mutate(this.space, NoteMutators::put, new NoteMutators.Put("a", "1"), Actor.system()));
	}

	@Test
	void aDeferredMutationIsTriedTwentyTimesThenRejected() {
		try (EngineFixture deferring = EngineFixture.over(postgres.log(),
				(builder) -> builder.deferredMutations(postgres.deferredMutations()))) {
			CompletableFuture<?> mutation = postgres.transactions()
				.execute((status) -> deferring.engine()
					.syncedStores()
					.mutate(this.space, NoteMutators::put, new NoteMutators.Put("poison", "1"), Actor.system()));
			await().pollInterval(Duration.ofMillis(20)).until(() -> {
				deferring.engine().maintain();
				return mutation.isDone();
			});
			assertThat(mutation).failsWithin(Duration.ofSeconds(10))
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(MutationRejectedException.class,
						(ex) -> assertThat(ex.code()).isEqualTo("internal_error"));
			assertThat(postgres.sql()
				.sql("SELECT count(*) FROM synced_store.deferred_mutation")
				.query(Integer.class)
				.single()).isZero();
		}
	}

}
