package dev.syncedstore.server.pull;

import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.acknowledging;
import static dev.syncedstore.server.engine.EngineFixture.firstPull;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.pullAfter;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

class PullServiceTests {

	private static PostgresLog postgres;

	private static EngineFixture engine;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = EngineFixture.over(postgres.log(), (builder) -> builder.policy((space, userId, operation) -> {
			if (userId.equals("unlucky")) {
				throw new IllegalStateException("The policy's database is away");
			}
			return operation == SpaceOperation.OPEN && !userId.equals("stranger") || userId.startsWith("al");
		}));
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void ofASpaceThatDoesNotExistAnEmptyOneIsToldAndNothingIsCreated() {
		PullResponse first = engine.pull(this.space, "alice", firstPull("c1"));
		assertThat(first.reset()).isTrue();
		assertThat(first.delta().minIncludedVersion()).isZero();
		assertThat(first.delta().maxIncludedVersion()).isZero();
		assertThat(first.delta().checkpoint()).isNull();
		assertThat(first.delta().patches()).isEmpty();
		assertThat(first.delta().lastMutationIds()).isEqualTo(Map.of("c1", 0L));
		assertThat(first.nextPage()).isNull();
		PullResponse again = engine.pull(this.space, "alice", pullAfter(first, "c1"));
		assertThat(again.reset()).isFalse();
		assertThat(again.delta().minIncludedVersion()).isEqualTo(1);
		assertThat(again.delta().maxIncludedVersion()).isZero();
		assertThat(head().exists()).isFalse();
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		PullResponse created = engine.pull(this.space, "alice", pullAfter(again, "c1"));
		assertThat(created.reset()).isFalse();
		assertThat(keys(created)).containsExactly("notes/a");
	}

	@Test
	void aFirstPullBringsEverythingThatTheUserMaySee() {
		engine.push(this.space, "alice",
				request("c1", put(1, "a", "1"), mutation(2, "putEverywhere", "{\"key\":\"b\",\"text\":\"2\"}"),
						put(3, "gone", "3"), mutation(4, "remove", "{\"key\":\"gone\"}"),
						mutation(5, "rejectWithoutCode", "{}")));
		PullResponse response = engine.pull(this.space, "alice", firstPull("c1"));
		assertThat(response.userId()).isEqualTo("alice");
		assertThat(response.schemaVersion()).isEqualTo(1);
		assertThat(response.reset()).isTrue();
		assertThat(response.nextPage()).isNull();
		assertThat(response.delta().minIncludedVersion()).isZero();
		assertThat(response.delta().maxIncludedVersion()).isEqualTo(5);
		assertThat(response.delta().epoch()).isEqualTo(head().epoch());
		assertThat(response.delta().checkpoint()).isEqualTo(head().checkpoint()).isNotNull();
		assertThat(keys(response)).containsExactly("notes/a", "$$pu/alice/notes/b", "notes/b");
		assertThat(response.delta().lastMutationIds()).isEqualTo(Map.of("c1", 5L));
		assertThat(response.delta().rejectedMutations()).extracting(RejectedMutation::mutationId).containsExactly(5L);
	}

	@Test
	void aLaterPullBringsWhatHasChanged() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1"), put(2, "b", "1"), put(3, "c", "1")));
		PullResponse first = engine.pull(this.space, "alice", firstPull("c1"));
		PullResponse nothing = engine.pull(this.space, "alice", pullAfter(first, "c1"));
		assertThat(nothing.delta().minIncludedVersion()).isEqualTo(4);
		assertThat(nothing.delta().maxIncludedVersion()).isEqualTo(3);
		assertThat(nothing.delta().checkpoint()).isEqualTo(first.delta().checkpoint());
		assertThat(nothing.delta().patches()).isEmpty();
		engine.push(this.space, "alice", request("c1", put(4, "b", "2"), put(5, "b", "3")));
		engine.push(this.space, "alice",
				request("c1", mutation(6, "remove", "{\"key\":\"a\"}"), mutation(7, "remove", "{\"key\":\"never\"}")));
		PullResponse later = engine.pull(this.space, "alice", pullAfter(first, "c1"));
		assertThat(later.reset()).isFalse();
		assertThat(later.delta().minIncludedVersion()).isEqualTo(4);
		assertThat(later.delta().maxIncludedVersion()).isEqualTo(7);
		assertThat(later.delta().patches()).extracting(PullServiceTests::text)
			.containsExactly("notes/b={\"text\":\"3\"}", "notes/a=null", "notes/never=null");
		assertThat(later.delta().lastMutationIds()).isEqualTo(Map.of("c1", 7L));
	}

	@Test
	void aBaseThatIsNoMomentOfThisHistoryIsReplaced() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		PullResponse first = engine.pull(this.space, "alice", firstPull("c1"));
		engine.push(this.space, "alice", request("c1", put(2, "b", "2")));
		String epoch = first.delta().epoch();
		String checkpoint = first.delta().checkpoint();
		assertThat(pull(epoch, 1L, checkpoint).reset()).isFalse();
		assertThat(pull(epoch, 2L, head().checkpoint()).reset()).isFalse();
		assertThat(pull(epoch, 0L, null).reset()).isFalse();
		for (PullResponse reset : List.of(pull(null, null, null), pull(epoch, null, checkpoint),
				pull("other", 1L, checkpoint), pull(null, 1L, checkpoint), pull(epoch, 1L, "other"),
				pull(epoch, 1L, null), pull(epoch, 2L, checkpoint), pull(epoch, 3L, checkpoint),
				pull(epoch, 0L, checkpoint))) {
			assertThat(reset.reset()).isTrue();
			assertThat(reset.delta().minIncludedVersion()).isZero();
			assertThat(keys(reset)).containsExactly("notes/a", "notes/b");
		}
	}

	@Test
	void aBaseOlderThanTheTracesOfWhatWasDeletedIsReplaced() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		PullResponse first = engine.pull(this.space, "alice", firstPull("c1"));
		engine.push(this.space, "alice", request("c1", mutation(2, "remove", "{\"key\":\"a\"}"), put(3, "b", "3")));
		setHorizon(1);
		assertThat(engine.pull(this.space, "alice", pullAfter(first, "c1")).reset()).isFalse();
		setHorizon(2);
		PullResponse reset = engine.pull(this.space, "alice", pullAfter(first, "c1"));
		assertThat(reset.reset()).isTrue();
		assertThat(keys(reset)).containsExactly("notes/b");
	}

	@Test
	void aPullTakesAClientIntoUse() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
		engine.pull(this.space, "alfred", firstPull("c2"));
		Problem problem = EngineFixture.problem(engine.answer(this.space, "alice", firstPull("c2")));
		assertThat(problem.status()).isEqualTo(403);
		assertThat(problem.code()).isEqualTo("client_of_another_user");
		assertThat(engine.pushProblem(this.space, "alice", request("c2", put(1, "a", "2"))).code())
			.isEqualTo("client_of_another_user");
		assertThat(EngineFixture.problem(engine.answer(this.space, "alfred", firstPull("c1"))).code())
			.isEqualTo("client_of_another_user");
		engine.push(this.space, "alfred", request("c2", put(1, "a", "2")));
	}

	@Test
	void aPullDoesNotRecordWhatTheClientAcknowledgesButHeedsIt() {
		engine.push(this.space, "alice",
				request("c1", mutation(1, "rejectWithoutCode", "{}"), mutation(2, "rejectWithoutCode", "{}")));
		PullRequest acknowledging = new PullRequest(1, 1, "c1", "alice", 1, null, null, null, null);
		assertThat(engine.pull(this.space, "alice", acknowledging).delta().rejectedMutations())
			.extracting(RejectedMutation::mutationId)
			.containsExactly(2L);
		// A push that was under way before must not be taken for a copy of the client's.
		assertThat(engine.push(this.space, "alice", acknowledging(0, "c1", put(3, "a", "1"))).rejectedMutations())
			.hasSize(2);
	}

	@Test
	void onlyTheClientsOwnRejectionsAndMutationsAreTold() {
		engine.push(this.space, "alice", request("c1", mutation(1, "rejectWithoutCode", "{}")));
		PullResponse response = engine.pull(this.space, "alice", firstPull("c2"));
		assertThat(response.delta().rejectedMutations()).isEmpty();
		assertThat(response.delta().lastMutationIds()).isEqualTo(Map.of("c2", 0L));
	}

	@Test
	void theEarliestProblemIsTheOneThatIsTold() {
		SpaceId unknown = new SpaceId("unknown", "x");
		assertThat(problem(unknown, "stranger", new PullRequest(2, 2, "c1", "bob", 0, null, null, null, "x")))
			.isEqualTo("protocol_version_not_supported");
		assertThat(problem(unknown, "stranger", new PullRequest(1, 2, "c1", "bob", 0, null, null, null, "x")))
			.isEqualTo("unknown_store_type");
		assertThat(problem(this.space, "stranger", new PullRequest(1, 2, "c1", "bob", 0, null, null, null, "x")))
			.isEqualTo("user_mismatch");
		assertThat(problem(this.space, "stranger", new PullRequest(1, 2, "c1", null, 0, null, null, null, "x")))
			.isEqualTo("access_denied");
		assertThat(problem(this.space, "unlucky", firstPull("c1"))).isEqualTo("unavailable");
		assertThat(problem(this.space, "$system", firstPull("c1"))).isEqualTo("access_denied");
		Answer<PullResponse> schema = engine.answer(this.space, "alice",
				new PullRequest(1, 2, "c1", "alice", 0, null, null, null, null));
		assertThat(EngineFixture.problem(schema).code()).isEqualTo("schema_version_not_supported");
		assertThat(EngineFixture.problem(schema).number("schema_version", -1)).isEqualTo(1);
	}

	private PullResponse pull(@Nullable String epoch, @Nullable Long version, @Nullable String checkpoint) {
		return engine.pull(this.space, "alice",
				new PullRequest(1, 1, "c1", "alice", 0, epoch, version, checkpoint, null));
	}

	private static String problem(SpaceId space, String userId, PullRequest request) {
		return EngineFixture.problem(engine.answer(space, userId, request)).code();
	}

	private static List<String> keys(PullResponse response) {
		return response.delta().patches().stream().map(Patch::key).toList();
	}

	private static String text(Patch patch) {
		return patch.key() + "=" + ((patch.value() != null) ? patch.value().json() : "null");
	}

	private void setHorizon(long horizon) {
		postgres.sql()
			.sql("UPDATE synced_store.space SET horizon = ? WHERE instance_id = ?")
			.param(horizon)
			.param(this.space.instanceId())
			.update();
	}

	private SpaceHead head() {
		return postgres.log().heads(List.of(this.space)).get(this.space);
	}

}
