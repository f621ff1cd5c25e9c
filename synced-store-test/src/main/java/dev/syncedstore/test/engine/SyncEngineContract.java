package dev.syncedstore.test.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.log.HistoryGuard;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.poke.Poke;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What clients get to see of the engine over every {@link VersionLog}: so a server in
 * memory is as good as one on PostgreSQL, as far as a client can tell. Extend it for each
 * implementation.
 */
public abstract class SyncEngineContract {

	private final SpaceId space = new SpaceId(ContractNotes.TYPE, UUID.randomUUID().toString());

	private final WireCodec codec = new WireCodec();

	private final List<String> problems = new ArrayList<>();

	private @Nullable SyncEngine engine;

	private @Nullable PokeHub hub;

	/**
	 * The log to build on.
	 * @return a log, which may have other spaces already
	 */
	protected abstract VersionLog log();

	@BeforeEach
	void start() {
		ValueCodecs codecs = JacksonValueCodecs.create();
		HistoryGuard log = new HistoryGuard(log(), () -> UUID.randomUUID().toString(),
				(batch) -> hub().committed(batch));
		AccessDecisions access = AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED);
		this.hub = new PokeHub(new PokeParts(log, Set.of(ContractNotes.TYPE), access, this.codec::writeDelta,
				Runnable::run, Runnable::run, Clock.systemUTC(), PokeObserver.NONE));
		this.engine = SyncEngine.builder(log, MutatorCatalog.of(List.of(new ContractNotes()), codecs), codecs)
			.commitListener(this.hub)
			.build();
	}

	@Test
	void aPushIsProcessedInOrderAndSeenByItsUser() {
		PushResponse answer = served(push("alice", 0, write(1, "a", "one"), write(2, "b", "two")));
		assertThat(answer.lastMutationId()).isEqualTo(2);
		assertThat(answer.version()).isEqualTo(2);
		assertThat(answer.rejectedMutations()).isEmpty();
		PullResponse pull = served(pull("alice", null));
		assertThat(pull.reset()).isTrue();
		assertThat(pull.delta().lastMutationIds()).containsEntry("client-of-alice", 2L);
		assertThat(keys(pull.delta())).containsExactlyInAnyOrder("notes/a", "notes/b", "$$pu/alice/notes/a",
				"$$pu/alice/notes/b");
	}

	@Test
	void nobodySeesWhatIsPrivateToAnotherOrTheServers() {
		served(push("alice", 0, write(1, "a", "one")));
		assertThat(keys(served(pull("bob", null)).delta())).containsExactly("notes/a");
		List<Delta> pokes = new ArrayList<>();
		subscribe("bob", pokes);
		served(push("alice", 0, write(2, "b", "two")));
		assertThat(keys(pokes.get(pokes.size() - 1))).containsExactly("notes/b");
		assertThat(this.problems).isEmpty();
	}

	@Test
	void whatWasProcessedIsNotProcessedAgain() {
		served(push("alice", 0, write(1, "a", "one")));
		served(push("bob", 0, write(1, "a", "of bob")));
		PushResponse again = served(push("alice", 0, write(1, "a", "one"), write(2, "b", "two")));
		assertThat(again.version()).isEqualTo(3);
		assertThat(served(pull("bob", null)).delta().patches()).anyMatch((patch) -> patch.key().equals("notes/a")
				&& patch.value() != null && patch.value().json().contains("of bob"));
	}

	@Test
	void aRejectionHasNoEffectAndIsToldUntilItIsAcknowledged() {
		PushResponse answer = served(push("alice", 0, refuse(1), write(2, "b", "two")));
		assertThat(answer.version()).isEqualTo(2);
		assertThat(answer.rejectedMutations()).singleElement()
			.satisfies((rejection) -> assertThat(rejection.code()).isEqualTo("refused"));
		PullResponse pull = served(pull("alice", null));
		assertThat(pull.delta().rejectedMutations()).hasSize(1);
		assertThat(keys(pull.delta())).containsExactlyInAnyOrder("notes/b", "$$pu/alice/notes/b");
		assertThat(served(pull("bob", null)).delta().rejectedMutations()).isEmpty();
		assertThat(served(push("alice", 1, write(3, "c", "three"))).rejectedMutations()).isEmpty();
		assertThat(served(pull("alice", null)).delta().rejectedMutations()).isEmpty();
	}

	@Test
	void holesForksAndStrangersAreFoundOut() {
		served(push("alice", 0, write(1, "a", "one")));
		assertRefused(push("alice", 0, write(3, "c", "three")), ProblemCode.MUTATION_GAP);
		assertRefused(push("bob", 0, write(2, "c", "two")), ProblemCode.UNKNOWN_CLIENT);
		PushMutation other = new PushMutation(1, "another nonce", 1, "write", "{\"key\":\"x\",\"text\":\"y\"}");
		assertRefused(push("alice", 0, other), ProblemCode.CLIENT_FORKED);
		assertRefused(engine().pushService()
			.push(this.space, "bob", new PushRequest(1, "client-of-alice", null, 0, List.of(write(2, "b", "two"))))
			.toCompletableFuture()
			.join(), ProblemCode.CLIENT_OF_ANOTHER_USER);
		assertThat(served(pull("alice", null)).delta().maxIncludedVersion()).isEqualTo(1);
	}

	@Test
	void aPullBringsWhatIsNewAndEachDeletion() {
		served(push("alice", 0, write(1, "a", "one"), write(2, "b", "two")));
		Delta base = served(pull("bob", null)).delta();
		served(push("alice", 0, delete(3, "a"), write(4, "c", "three")));
		PullResponse pull = served(pull("bob", base));
		assertThat(pull.reset()).isFalse();
		assertThat(pull.delta().minIncludedVersion()).isEqualTo(3);
		assertThat(pull.delta().patches()).extracting(Patch::key, (patch) -> patch.value() == null)
			.containsExactlyInAnyOrder(tuple("notes/a", true), tuple("notes/c", false));
		Delta current = pull.delta();
		assertThat(served(pull("bob", current)).delta().isEmptyRange()).isTrue();
	}

	@Test
	void aBaseOfAnotherHistoryIsReplaced() {
		served(push("alice", 0, write(1, "a", "one")));
		Delta base = served(pull("bob", null)).delta();
		Delta elsewhere = new Delta(base.epoch(), "another checkpoint", 0, 1, List.of(), Map.of(), List.of());
		assertThat(served(pull("bob", elsewhere)).reset()).isTrue();
		Delta ahead = new Delta(base.epoch(), base.checkpoint(), 0, 99, List.of(), Map.of(), List.of());
		assertThat(served(pull("bob", ahead)).reset()).isTrue();
		Delta other = new Delta("another epoch", base.checkpoint(), 0, 1, List.of(), Map.of(), List.of());
		assertThat(served(pull("bob", other)).reset()).isTrue();
	}

	@Test
	void subscribersHearWhereTheSpaceIsAndThenOfEachCommit() {
		served(push("alice", 0, write(1, "a", "one")));
		List<Delta> pokes = new ArrayList<>();
		subscribe("alice", pokes);
		assertThat(pokes).singleElement().satisfies((first) -> {
			assertThat(first.isEmptyRange()).isTrue();
			assertThat(first.maxIncludedVersion()).isEqualTo(1);
		});
		served(push("alice", 0, write(2, "b", "two"), refuse(3)));
		assertThat(pokes).hasSize(2);
		Delta second = pokes.get(1);
		assertThat(second.minIncludedVersion()).isEqualTo(2);
		assertThat(second.maxIncludedVersion()).isEqualTo(3);
		assertThat(second.lastMutationIds()).containsEntry("client-of-alice", 3L);
		assertThat(second.rejectedMutations()).hasSize(1);
		assertThat(keys(second)).containsExactlyInAnyOrder("notes/b", "$$pu/alice/notes/b");
		assertThat(second.checkpoint()).isEqualTo(served(pull("alice", null)).delta().checkpoint());
	}

	@Test
	void serverCodeIsHeardOfByAll() {
		List<Delta> pokes = new ArrayList<>();
		subscribe("bob", pokes);
		engine().syncedStores()
			.mutate(this.space, ContractNotes::write, new ContractNotes.Write("a", "one"), Actor.user("alice"))
			.join();
		assertThat(keys(pokes.get(pokes.size() - 1))).containsExactly("notes/a");
		assertThat(keys(served(pull("alice", null)).delta())).contains("$$pu/alice/notes/a");
		assertThat(engine().syncedStores().list(ContractNotes.TYPE, null, 10_000)).contains(this.space);
	}

	@Test
	void aDeletedSpaceIsGoneForAll() {
		served(push("alice", 0, write(1, "a", "one")));
		subscribe("bob", new ArrayList<>());
		engine().syncedStores().delete(this.space).join();
		assertThat(this.problems).containsExactly(ProblemCode.SPACE_DELETED.code());
		assertRefused(push("alice", 0, write(2, "b", "two")), ProblemCode.SPACE_DELETED);
		assertRefused(pull("bob", null), ProblemCode.SPACE_DELETED);
		assertThat(engine().syncedStores().list(ContractNotes.TYPE, null, 10_000)).doesNotContain(this.space);
	}

	private Answer<PushResponse> push(String user, long acknowledged, PushMutation... mutations) {
		return engine().pushService()
			.push(this.space, user, new PushRequest(1, "client-of-" + user, null, acknowledged, List.of(mutations)))
			.toCompletableFuture()
			.orTimeout(1, TimeUnit.MINUTES)
			.join();
	}

	private Answer<PullResponse> pull(String user, @Nullable Delta base) {
		PullRequest request = (base == null)
				? new PullRequest(1, 1, "client-of-" + user, null, 0, null, null, null, null) : new PullRequest(1, 1,
						"client-of-" + user, null, 0, base.epoch(), base.maxIncludedVersion(), base.checkpoint(), null);
		return engine().pullService().pull(this.space, user, request).toCompletableFuture().join();
	}

	private void subscribe(String user, List<Delta> pokes) {
		hub().subscribe(new PokeSubscription(this.space, user, "client-of-" + user, 1), new PokeReceiver() {

			@Override
			public void poked(Poke poke) {
				pokes.add(SyncEngineContract.this.codec.readDelta(poke.json()));
			}

			@Override
			public void ended(ProblemCode code, String detail) {
				SyncEngineContract.this.problems.add(code.code());
			}

		});
	}

	private SyncEngine engine() {
		return Objects.requireNonNull(this.engine);
	}

	private PokeHub hub() {
		return Objects.requireNonNull(this.hub);
	}

	private static PushMutation write(long id, String key, String text) {
		return new PushMutation(id, "nonce-" + id, 1, "write", "{\"key\":\"" + key + "\",\"text\":\"" + text + "\"}");
	}

	private static PushMutation delete(long id, String key) {
		return new PushMutation(id, "nonce-" + id, 1, "delete", "{\"key\":\"" + key + "\"}");
	}

	private static PushMutation refuse(long id) {
		return new PushMutation(id, "nonce-" + id, 1, "refuse", "{\"key\":\"r\",\"text\":\"no\"}");
	}

	private static List<String> keys(Delta delta) {
		return delta.patches().stream().map(Patch::key).toList();
	}

	private static <T> T served(Answer<T> answer) {
		assertThat(answer).isInstanceOf(Answer.Served.class);
		return ((Answer.Served<T>) answer).body();
	}

	private static void assertRefused(Answer<?> answer, ProblemCode code) {
		assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class,
				(refused) -> assertThat(refused.problem().code()).isEqualTo(code.code()));
	}

}
