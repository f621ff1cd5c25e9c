package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.List;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SpaceHead;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.syncedstore.server.engine.EngineFixture.acknowledging;
import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PushServiceTests {

	private static PostgresLog postgres;

	private static EngineFixture engine;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = EngineFixture.over(postgres.log(), (builder) -> builder.policy(PushServiceTests::allows));
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	private static boolean allows(SpaceId space, String userId, SpaceOperation operation) {
		return switch (userId) {
			case "stranger" -> false;
			case "reader" -> operation != SpaceOperation.WRITE;
			case "guest" -> operation != SpaceOperation.CREATE;
			case "unlucky" -> throw new IllegalStateException("The policy's database is away");
			case "half-unlucky" -> {
				if (operation == SpaceOperation.WRITE) {
					throw new IllegalStateException("The policy's database is away");
				}
				yield true;
			}
			default -> true;
		};
	}

	@Test
	void aMutationIsAppliedAndAnsweredWithItsVersion() {
		PushResponse response = engine.push(this.space, "alice", request("c1", put(1, "a", "hello")));
		assertThat(response).isEqualTo(new PushResponse("alice", 1, 1, List.of()));
		assertThat(engine.note(this.space, "a")).isEqualTo("hello");
	}

	@Test
	void theSpaceIsCreatedByItsFirstPushWithTheEpochThatItHadBefore() {
		SpaceHead before = head();
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		assertThat(before.exists()).isFalse();
		assertThat(head().exists()).isTrue();
		assertThat(head().epoch()).isEqualTo(before.epoch());
	}

	@Test
	void everyMutationTakesAVersionAlsoARejectedOne() {
		PushResponse response = engine.push(this.space, "alice", request("c1", put(1, "a", "1"),
				mutation(2, "reject", "{\"code\":\"list_locked\",\"message\":\"List is locked\"}"), put(3, "b", "3")));
		assertThat(response.version()).isEqualTo(3);
		assertThat(response.lastMutationId()).isEqualTo(3);
		assertThat(response.rejectedMutations())
			.containsExactly(new RejectedMutation("c1", 2, "list_locked", "List is locked"));
		assertThat(engine.note(this.space, "rejected")).isNull();
		assertThat(engine.note(this.space, "b")).isEqualTo("3");
	}

	@Test
	void aRetryIsSkipped() {
		PushRequest request = request("c1", increment(1, "n"), increment(2, "n"));
		PushResponse first = engine.push(this.space, "alice", request);
		assertThat(engine.push(this.space, "alice", request)).isEqualTo(first);
		PushResponse more = engine.push(this.space, "alice",
				request("c1", increment(1, "n"), increment(2, "n"), increment(3, "n")));
		assertThat(more.version()).isEqualTo(3);
		assertThat(engine.count(this.space, "n")).isEqualTo(3);
	}

	@Test
	void aHoleEndsThePushAndWhatCameBeforeItStays() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		Problem problem = engine.pushProblem(this.space, "alice", request("c1", put(2, "b", "2"), put(4, "d", "4")));
		assertThat(problem.status()).isEqualTo(409);
		assertThat(problem.code()).isEqualTo("mutation_gap");
		assertThat(problem.number("last_mutation_id", -1)).isEqualTo(2);
		assertThat(engine.note(this.space, "b")).isEqualTo("2");
		assertThat(engine.note(this.space, "d")).isNull();
	}

	@Test
	void aClientThatNothingIsKnownOfBeginsAtOne() {
		Problem problem = engine.pushProblem(this.space, "alice", request("c1", put(2, "a", "1")));
		assertThat(problem.status()).isEqualTo(409);
		assertThat(problem.code()).isEqualTo("unknown_client");
		assertThat(head().exists()).as("a refused push creates nothing").isFalse();
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		assertThat(engine.pushProblem(this.space, "alice", request("c2", put(7, "a", "1"))).code())
			.isEqualTo("unknown_client");
	}

	@Test
	void aClientBelongsToWhoeverUsedItFirst() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		Problem problem = engine.pushProblem(this.space, "bob", request("c1", put(2, "a", "2")));
		assertThat(problem.status()).isEqualTo(403);
		assertThat(problem.code()).isEqualTo("client_of_another_user");
		assertThat(engine.note(this.space, "a")).isEqualTo("1");
		SpaceId other = EngineFixture.newSpace();
		engine.push(other, "bob", request("c1", put(1, "a", "1")));
	}

	@Test
	void anEmptyPushAlsoTakesAClientIntoUse() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		engine.push(this.space, "alice", request("c2"));
		assertThat(engine.pushProblem(this.space, "bob", request("c2", put(1, "a", "2"))).code())
			.isEqualTo("client_of_another_user");
	}

	@Test
	void anEmptyPushCreatesNeitherASpaceNorAVersion() {
		assertThat(engine.push(this.space, "alice", acknowledging(7, "c1")))
			.isEqualTo(new PushResponse("alice", 0, 0, List.of()));
		assertThat(head().exists()).isFalse();
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		SpaceHead before = head();
		assertThat(engine.push(this.space, "alice", acknowledging(1, "c1")))
			.isEqualTo(new PushResponse("alice", 1, 1, List.of()));
		assertThat(head()).isEqualTo(before);
		await().untilAsserted(() -> assertThat(engine.committed(this.space)).hasSize(1));
	}

	@Test
	void anotherNonceUnderAProcessedIdIsAForkAndNothingIsProcessed() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1"), put(2, "b", "2"), put(3, "c", "3")));
		PushMutation other = new PushMutation(3, "other", 1, "put", "{\"key\":\"c\",\"text\":\"other\"}");
		Problem problem = engine.pushProblem(this.space, "alice",
				request("c1", put(2, "b", "2"), other, put(4, "d", "4")));
		assertThat(problem.status()).isEqualTo(409);
		assertThat(problem.code()).isEqualTo("client_forked");
		assertThat(problem.number("last_common_id", -1)).isEqualTo(2);
		assertThat(engine.note(this.space, "c")).isEqualTo("3");
		assertThat(engine.note(this.space, "d")).isNull();
	}

	@Test
	void aForkOfWhichNothingMatchesGoesBackToWhatItHasAcknowledged() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1"), put(2, "b", "2")));
		PushMutation other = new PushMutation(2, "other", 1, "put", "{\"key\":\"b\",\"text\":\"other\"}");
		Problem problem = engine.pushProblem(this.space, "alice", acknowledging(1, "c1", other));
		assertThat(problem.code()).isEqualTo("client_forked");
		assertThat(problem.number("last_common_id", -1)).isEqualTo(1);
	}

	@Test
	void whatAForkKnowsToBeProcessedIsCommonAlsoIfItIsNotAcknowledged() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1"), put(2, "b", "2"), put(3, "c", "3")));
		PushMutation other = new PushMutation(3, "other", 1, "put", "{\"key\":\"c\",\"text\":\"other\"}");
		Problem problem = engine.pushProblem(this.space, "alice", request("c1", other));
		assertThat(problem.code()).isEqualTo("client_forked");
		assertThat(problem.number("last_common_id", -1)).isEqualTo(2);
	}

	@Test
	void aClientThatForgetsWhatItHasAcknowledgedIsAFork() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1"), put(2, "b", "2"), put(3, "c", "3")));
		engine.push(this.space, "alice", acknowledging(3, "c1"));
		Problem problem = engine.pushProblem(this.space, "alice",
				acknowledging(1, "c1", put(2, "b", "2"), put(3, "c", "3"), put(4, "d", "4")));
		assertThat(problem.code()).isEqualTo("client_forked");
		assertThat(problem.number("last_common_id", -1)).isEqualTo(3);
		assertThat(engine.note(this.space, "d")).isNull();
		assertThat(engine.pushProblem(this.space, "alice", acknowledging(2, "c1")).number("last_common_id", -1))
			.isEqualTo(2);
	}

	@Test
	void aWithdrawnMutationIsRejectedAndMatchesAnyNonce() {
		PushMutation withdrawn = new PushMutation(1, null, 0, "$withdrawn", "null");
		PushResponse response = engine.push(this.space, "alice", request("c1", withdrawn, put(2, "b", "2")));
		assertThat(response.lastMutationId()).isEqualTo(2);
		assertThat(response.rejectedMutations()).singleElement()
			.satisfies((rejection) -> assertThat(rejection.code()).isEqualTo("withdrawn"));
		engine.push(this.space, "alice",
				request("c1", put(1, "a", "1"), new PushMutation(2, null, 0, "$withdrawn", "")));
		assertThat(engine.note(this.space, "a")).isNull();
	}

	@Test
	void rejectionsAreToldAgainUntilTheyAreAcknowledged() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1"), mutation(2, "rejectWithoutCode", "{}"),
				mutation(3, "rejectWithoutCode", "{}")));
		assertThat(engine.push(this.space, "alice", acknowledging(2, "c1", put(4, "d", "4"))).rejectedMutations())
			.containsExactly(new RejectedMutation("c1", 3, "rejected", "no"));
		assertThat(engine.push(this.space, "alice", acknowledging(4, "c1")).rejectedMutations()).isEmpty();
		assertThat(postgres.sql()
			.sql("SELECT count(*) FROM synced_store.rejection r JOIN synced_store.space s ON s.id = r.space_id "
					+ "WHERE s.instance_id = ?")
			.param(this.space.instanceId())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void aClientIsToldOfItsOwnRejectionsOnly() {
		engine.push(this.space, "alice", request("c1", mutation(1, "rejectWithoutCode", "{}")));
		assertThat(engine.push(this.space, "alice", request("c2", put(1, "a", "1"))).rejectedMutations()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			nobody            | {}                                              | unknown_mutator
			put               | {"key":"a"}                                     | invalid_args
			put               | {"key":1,"text":"b"}                            | invalid_args
			put               | []                                              | invalid_args
			put               | {"key":"","text":"b"}                           | invalid_key
			put               | {"key":"a\\u0001","text":"b"}                   | invalid_key
			rejectWithoutCode | {}                                              | rejected
			reject            | {"code":"list_locked","message":""}             | list_locked
			reject            | {"code":"Not A Code","message":""}              | internal_error
			fail              | {"key":"a"}                                     | internal_error
			overflow          | {}                                              | internal_error
			missingClass      | {}                                              | internal_error
			""")
	void whatIsWrongWithAMutationIsItsOwnAffair(String mutator, String args, String code) {
		PushResponse response = engine.push(this.space, "alice",
				request("c1", put(1, "a", "1"), mutation(2, mutator, args), put(3, "c", "3")));
		assertThat(response.lastMutationId()).isEqualTo(3);
		assertThat(response.rejectedMutations()).extracting(RejectedMutation::code).containsExactly(code);
		assertThat(engine.note(this.space, "c")).isEqualTo("3");
		assertThat(engine.note(this.space, "failed")).isNull();
		assertThat(engine.note(this.space, "overflown")).isNull();
	}

	@Test
	void sizesBeyondTheProtocolsLimitsAreRejected() {
		String longKey = "k".repeat(Limits.MAX_KEY_BYTES);
		PushResponse response = engine.push(this.space, "alice",
				request("c1", put(1, longKey, "1"),
						mutation(2, "fill",
								"{\"prefix\":\"v\",\"from\":0,\"count\":1,\"size\":" + Limits.MAX_VALUE_BYTES + "}"),
						put(3, "a", "x".repeat(Limits.MAX_ARGS_BYTES))));
		assertThat(response.rejectedMutations()).extracting(RejectedMutation::code)
			.containsExactly("key_too_large", "value_too_large", "args_too_large");
	}

	@Test
	void nothingOfAFaultIsToldButAReference() {
		PushResponse response = engine.push(this.space, "alice",
				request("c1", mutation(1, "fail", "{\"key\":\"hidden-7\"}")));
		RejectedMutation rejection = response.rejectedMutations().get(0);
		assertThat(rejection.message()).contains("log has the cause under").doesNotContain("hidden-7", "secret");
	}

	@Test
	void aLongMessageIsCut() {
		PushResponse response = engine.push(this.space, "alice", request("c1",
				mutation(1, "reject", "{\"code\":\"too_long\",\"message\":\"" + "é".repeat(600) + "\"}")));
		assertThat(response.rejectedMutations().get(0).message()).isEqualTo("é".repeat(512));
	}

	@Test
	void whoMayReadButNotWriteGetsEachMutationRejected() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		PushResponse response = engine.push(this.space, "reader",
				request("c2", put(1, "a", "2"), put(2, "b", "2"), new PushMutation(3, null, 1, "$withdrawn", "null")));
		assertThat(response.lastMutationId()).isEqualTo(3);
		assertThat(response.rejectedMutations()).extracting(RejectedMutation::code)
			.containsExactly("access_denied", "access_denied", "withdrawn");
		assertThat(engine.note(this.space, "a")).isEqualTo("1");
	}

	@Test
	void whoMayNotCreateCanOnlyUseWhatIsThere() {
		Problem problem = engine.pushProblem(this.space, "guest", request("c1", put(1, "a", "1")));
		assertThat(problem.status()).isEqualTo(403);
		assertThat(problem.code()).isEqualTo("access_denied");
		assertThat(head().exists()).isFalse();
		engine.push(this.space, "alice", request("c2", put(1, "a", "1")));
		engine.push(this.space, "guest", request("c1", put(1, "a", "2")));
		assertThat(engine.note(this.space, "a")).isEqualTo("2");
	}

	@Test
	void whoMayNotOpenIsRefused() {
		Problem problem = engine.pushProblem(this.space, "stranger", request("c1", put(1, "a", "1")));
		assertThat(problem.status()).isEqualTo(403);
		assertThat(problem.code()).isEqualTo("access_denied");
	}

	@Test
	void aPolicyThatFailsRejectsNothingForGood() {
		for (String user : List.of("unlucky", "half-unlucky")) {
			Answer<PushResponse> answer = engine.answer(this.space, user, request("c1", put(1, "a", "1")));
			assertThat(EngineFixture.problem(answer).status()).isEqualTo(503);
			assertThat(((Answer.Refused<PushResponse>) answer).retryAfter()).isPositive();
		}
		assertThat(head().exists()).isFalse();
	}

	@Test
	void nobodyCanSignInAsTheServer() {
		assertThat(engine.pushProblem(this.space, Actor.SYSTEM_USER_ID, request("c1", put(1, "a", "1"))).code())
			.isEqualTo("access_denied");
	}

	@Test
	void theEarliestProblemIsTheOneThatIsTold() {
		PushMutation newer = new PushMutation(1, "n", 2, "put", "{}");
		SpaceId unknown = new SpaceId("unknown", "x");
		assertThat(engine.pushProblem(unknown, "stranger", new PushRequest(2, "c1", "bob", 0, List.of(newer))).code())
			.isEqualTo("protocol_version_not_supported");
		assertThat(engine.pushProblem(unknown, "stranger", new PushRequest(1, "c1", "bob", 0, List.of(newer))).code())
			.isEqualTo("unknown_store_type");
		assertThat(
				engine.pushProblem(this.space, "stranger", new PushRequest(1, "c1", "bob", 0, List.of(newer))).code())
			.isEqualTo("user_mismatch");
		assertThat(engine.pushProblem(this.space, "stranger", new PushRequest(1, "c1", "stranger", 0, List.of(newer)))
			.code()).isEqualTo("access_denied");
		Problem schema = engine.pushProblem(this.space, "alice", new PushRequest(1, "c1", "alice", 0, List.of(newer)));
		assertThat(schema.code()).isEqualTo("schema_version_not_supported");
		assertThat(schema.number("schema_version", -1)).isEqualTo(1);
		assertThat(engine.pushProblem(this.space, "alice", request("c1", put(2, "a", ""), put(2, "a", ""))).code())
			.isEqualTo("invalid_request");
	}

	@Test
	void whoNeverAcknowledgesIsHeldUpBeforeMemoryIs() {
		EngineFixture small = EngineFixture.over(postgres.log(),
				(builder) -> builder.limits(new dev.syncedstore.server.EngineLimits(2_000, 8 << 20, 20_000, 100_000,
						64 << 20, 64 << 20, 32 << 20, 5_000, 1 << 20, 3, 3, Duration.ofSeconds(7))));
		small.push(this.space, "alice", request("c1", put(1, "a", "1"), put(2, "b", "2"), put(3, "c", "3")));
		Answer<PushResponse> answer = small.answer(this.space, "alice", request("c1", put(4, "d", "4")));
		assertThat(EngineFixture.problem(answer).status()).isEqualTo(429);
		assertThat(EngineFixture.problem(answer).code()).isEqualTo("too_many_requests");
		assertThat(EngineFixture.problem(answer).detail()).contains("acknowledged_mutation_id");
		assertThat(((Answer.Refused<PushResponse>) answer).retryAfter()).isEqualTo(Duration.ofSeconds(7));
		assertThat(small.push(this.space, "alice", acknowledging(1, "c1", put(4, "d", "4"))).lastMutationId())
			.isEqualTo(4);
		small.close();
	}

	@Test
	void theLogHasARowForEachCommitThatSaysWhoDidWhat() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1"), mutation(2, "rejectWithoutCode", "{}"),
				mutation(3, "made-up\\u0000 name", "{}")));
		engine.push(this.space, "bob", request("c2", put(1, "a", "1")));
		List<String> rows = postgres.sql()
			.sql("SELECT l.min_version || ' ' || l.max_version || ' ' || array_to_string(client_ids, ',') || ' ' || "
					+ "array_to_string(last_mutation_ids, ',') || ' ' || l.mutations FROM synced_store.commit_log l "
					+ "JOIN synced_store.space s ON s.id = l.space_id WHERE s.instance_id = ? ORDER BY max_version")
			.param(this.space.instanceId())
			.query(String.class)
			.list();
		assertThat(rows).containsExactly(
				"1 3 c1 3 [{\"user\":\"alice\",\"client\":\"c1\",\"first_id\":1,\"mutations\":[\"put\","
						+ "{\"rejectWithoutCode\":\"rejected\"},{\"unknown\":\"unknown_mutator\"}]}]",
				"4 4 c2 1 [{\"user\":\"bob\",\"client\":\"c2\",\"first_id\":1,\"mutations\":[\"put\"]}]");
	}

	private SpaceHead head() {
		return postgres.log().heads(List.of(this.space)).get(this.space);
	}

}
