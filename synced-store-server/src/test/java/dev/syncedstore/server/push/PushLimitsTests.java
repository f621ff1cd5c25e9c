package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.PushLimits;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.NoteMutators;
import dev.syncedstore.server.log.ClientOwner;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

class PushLimitsTests {

	private static final int CLIENTS = 3;

	private static PostgresLog postgres;

	private static EngineFixture engine;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = EngineFixture.over(postgres.log(CLIENTS), (builder) -> builder
			.pushLimits(new PushLimits(5, Limits.MAX_DEPTH, 2, CLIENTS, Duration.ofSeconds(20), 200, 100_000)));
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void aPushHasABoundedNumberOfMutations() {
		List<PushMutation> mutations = new ArrayList<>();
		for (int id = 1; id <= 6; id++) {
			mutations.add(put(id, "k" + id, "x"));
		}
		Problem problem = engine.pushProblem(this.space, "mutations",
				request("c1", mutations.toArray(PushMutation[]::new)));
		assertThat(problem.status()).isEqualTo(413);
		assertThat(problem.code()).isEqualTo("request_too_large");
		assertThat(engine
			.push(this.space, "mutations", request("c1", mutations.subList(0, 5).toArray(PushMutation[]::new)))
			.lastMutationId()).isEqualTo(5);
	}

	@Test
	void aMutationReadsAndWritesABoundedNumberOfEntries() {
		fill(1, 150);
		assertRejected(engine.push(this.space, "entries",
				request("c2", mutation(1, "fill", "{\"prefix\":\"more\",\"from\":0,\"count\":201,\"size\":1}"))));
		fill(2, 150);
		assertRejected(engine.push(this.space, "entries", request("c1", mutation(3, "countNotes", "{\"key\":\"\"}"))));
		PushResponse narrow = engine.push(this.space, "entries",
				request("c1", mutation(4, "countNotes", "{\"key\":\"f1-\"}")));
		assertThat(narrow.rejectedMutations()).extracting(RejectedMutation::mutationId).containsExactly(3L);
		assertThat(engine.count(this.space, "notes")).isEqualTo(150);
	}

	@Test
	void aMutationReadsAndWritesABoundedNumberOfBytes() {
		assertRejected(engine.push(this.space, "bytes",
				request("c1", mutation(1, "fill", "{\"prefix\":\"f\",\"from\":0,\"count\":101,\"size\":1000}"))));
		assertThat(engine.note(this.space, "f0")).isNull();
	}

	@Test
	void aMutatorThatCatchesTheRefusalIsRejectedAllTheSame() {
		fill(1, 200);
		assertRejected(engine.push(this.space, "entries", request("c1", mutation(2, "scanAnyway", "{\"key\":\"\"}"))));
		assertThat(engine.note(this.space, "swallowed")).isNull();
	}

	@Test
	void aMutatorRunsForABoundedTime() {
		try (EngineFixture impatient = EngineFixture.over(postgres.log(),
				(builder) -> builder.pushLimits(new PushLimits(5, Limits.MAX_DEPTH, 100, 100, Duration.ofMillis(100),
						Integer.MAX_VALUE, Long.MAX_VALUE)))) {
			PushResponse response = impatient.push(this.space, "time",
					request("c1", mutation(1, "readForEver", "{}"), put(2, "after", "x")));
			assertRejected(response);
			assertThat(response.lastMutationId()).isEqualTo(2);
			assertThat(impatient.note(this.space, "after")).isEqualTo("x");
		}
	}

	@Test
	void aUserCreatesABoundedNumberOfSpacesADay() {
		SpaceId first = EngineFixture.newSpace();
		engine.push(first, "creator", request("c1", put(1, "a", "x")));
		engine.push(EngineFixture.newSpace(), "creator", request("c1", put(1, "a", "x")));
		SpaceId third = EngineFixture.newSpace();
		Answer<PushResponse> answer = engine.answer(third, "creator", request("c1", put(1, "a", "x")));
		assertThat(EngineFixture.problem(answer).status()).isEqualTo(429);
		assertThat(EngineFixture.problem(answer).code()).isEqualTo("too_many_requests");
		assertThat(((Answer.Refused<PushResponse>) answer).retryAfter()).isEqualTo(Duration.ofMinutes(10));
		assertThat(postgres.log().heads(List.of(third)).get(third).exists()).isFalse();
		engine.push(first, "creator", request("c2", put(1, "b", "x")));
		engine.push(EngineFixture.newSpace(), "other", request("c1", put(1, "a", "x")));
		engine.engine()
			.syncedStores()
			.mutate(EngineFixture.newSpace(), NoteMutators::put, new NoteMutators.Put("a", "x"), Actor.user("creator"))
			.join();
		postgres.sql()
			.sql("UPDATE synced_store.space SET created_at = now() - interval '25 hours' WHERE created_by = 'creator'")
			.update();
		engine.push(third, "creator", request("c1", put(1, "a", "x")));
	}

	@Test
	void aUserHasABoundedNumberOfClientsInASpace() {
		for (int client = 1; client <= CLIENTS; client++) {
			engine.push(this.space, "owner", request("c" + client, put(1, "a", "x")));
		}
		Problem problem = engine.pushProblem(this.space, "owner", request("c9", put(1, "a", "x")));
		assertThat(problem.code()).isEqualTo("too_many_requests");
		engine.push(this.space, "owner", request("c1", put(2, "a", "x")));
		engine.push(this.space, "other", request("d1", put(1, "a", "x")));
		assertThat(engine.pull(this.space, "owner", EngineFixture.firstPull("c8")).delta().patches()).hasSize(1);
		assertThat(postgres.log(CLIENTS).claim(this.space, "c7", "owner")).isEqualTo(ClientOwner.NOBODY);
		assertThat(postgres.log(CLIENTS).claim(this.space, "c1", "owner")).isEqualTo(ClientOwner.USER);
		assertThat(postgres.log(CLIENTS).claim(this.space, "d1", "owner")).isEqualTo(ClientOwner.ANOTHER);
		assertThat(postgres.log(CLIENTS).claim(this.space, "d2", "other")).isEqualTo(ClientOwner.USER);
		assertThat(clients()).isEqualTo(CLIENTS + 2);
	}

	private long clients() {
		return postgres.sql()
			.sql("SELECT count(*) FROM synced_store.client c JOIN synced_store.space s ON s.id = c.space_id "
					+ "WHERE s.instance_id = ?")
			.param(this.space.instanceId())
			.query(Long.class)
			.single();
	}

	private void fill(long id, int count) {
		engine.push(this.space, "entries", request("c1",
				mutation(id, "fill", "{\"prefix\":\"f" + id + "-\",\"from\":0,\"count\":" + count + ",\"size\":1}")));
	}

	private static void assertRejected(PushResponse response) {
		assertThat(response.rejectedMutations()).singleElement().satisfies((rejection) -> {
			assertThat(rejection.code()).isEqualTo("internal_error");
			assertThat(rejection.message()).contains("log has the cause").doesNotContain("entries");
		});
	}

}
