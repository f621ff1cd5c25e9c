package dev.syncedstore.server.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.engine.NoteMutators.Count;
import dev.syncedstore.server.engine.NoteMutators.Note;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;

/**
 * An engine over some log, and short ways to talk to it.
 */
public final class EngineFixture implements AutoCloseable {

	private static final JacksonValueCodecs CODECS = JacksonValueCodecs.create();

	private static final MutatorCatalog CATALOG = MutatorCatalog.of(List.of(new NoteMutators(), new LetterMutators()),
			CODECS);

	private final SyncEngine engine;

	private final @Nullable DatabaseExecutor executor;

	private final Map<SpaceId, List<CommittedBatch>> committed = new ConcurrentHashMap<>();

	private EngineFixture(VersionLog log, @Nullable DatabaseExecutor executor,
			UnaryOperator<SyncEngineBuilder> customizer) {
		this.executor = executor;
		SyncEngineBuilder builder = SyncEngine.builder(log, CATALOG, CODECS).commitListener(this::committed);
		if (executor != null) {
			builder.executor(executor);
		}
		this.engine = customizer.apply(builder).build();
	}

	/** An engine with threads of its own. */
	public static EngineFixture over(VersionLog log) {
		return over(log, UnaryOperator.identity());
	}

	public static EngineFixture over(VersionLog log, UnaryOperator<SyncEngineBuilder> customizer) {
		return new EngineFixture(log, new DatabaseExecutor(4), customizer);
	}

	/** An engine that runs where and when the test says. */
	public static EngineFixture on(Executor executor, VersionLog log) {
		return on(executor, log, limits());
	}

	public static EngineFixture on(Executor executor, VersionLog log, EngineLimits limits) {
		return new EngineFixture(log, null, (builder) -> builder.executor(executor).limits(limits));
	}

	public static SpaceId newSpace() {
		return new SpaceId("notes", UUID.randomUUID().toString());
	}

	public static EngineLimits limits() {
		return new EngineLimits(2_000, 8 << 20, 20_000, 100_000, 64 << 20, 64 << 20, 32 << 20, 5_000, 1 << 20, 10_000,
				3, Duration.ofSeconds(1));
	}

	private void committed(CommittedBatch batch) {
		this.committed.computeIfAbsent(batch.space(), (space) -> Collections.synchronizedList(new ArrayList<>()))
			.add(batch);
	}

	/** What the commit listener was told of a space. */
	public List<CommittedBatch> committed(SpaceId space) {
		return List.copyOf(this.committed.getOrDefault(space, List.of()));
	}

	public SyncEngine engine() {
		return this.engine;
	}

	public CompletionStage<Answer<PushResponse>> pushing(SpaceId space, String userId, PushRequest request) {
		return this.engine.pushService().push(space, userId, request);
	}

	public Answer<PushResponse> answer(SpaceId space, String userId, PushRequest request) {
		return join(pushing(space, userId, request));
	}

	/** A push that is served. */
	public PushResponse push(SpaceId space, String userId, PushRequest request) {
		return served(answer(space, userId, request));
	}

	/** A push that is refused. */
	public Problem pushProblem(SpaceId space, String userId, PushRequest request) {
		return problem(answer(space, userId, request));
	}

	public Answer<PullResponse> answer(SpaceId space, String userId, PullRequest request) {
		return join(this.engine.pullService().pull(space, userId, request));
	}

	/** A pull that is served. */
	public PullResponse pull(SpaceId space, String userId, PullRequest request) {
		return served(answer(space, userId, request));
	}

	public @Nullable String note(SpaceId space, String key) {
		return this.engine.syncedStores()
			.read(space, (ctx) -> ctx.table(NoteMutators.NOTES).get(key).map(Note::text).orElse(null));
	}

	public int count(SpaceId space, String key) {
		return this.engine.syncedStores()
			.read(space, (ctx) -> ctx.table(NoteMutators.COUNTS).get(key).map(Count::value).orElse(0));
	}

	public static <T> T served(Answer<T> answer) {
		if (answer instanceof Answer.Served<T> served) {
			return served.body();
		}
		throw new AssertionError("Refused: " + answer);
	}

	public static Problem problem(Answer<?> answer) {
		if (answer instanceof Answer.Refused<?> refused) {
			return refused.problem();
		}
		throw new AssertionError("Served: " + answer);
	}

	public static <T> T join(CompletionStage<T> stage) {
		CompletableFuture<T> future = stage.toCompletableFuture();
		return future.orTimeout(60, TimeUnit.SECONDS).join();
	}

	public static PushRequest request(String clientId, PushMutation... mutations) {
		return acknowledging(0, clientId, mutations);
	}

	public static PushRequest acknowledging(long acknowledged, String clientId, PushMutation... mutations) {
		return new PushRequest(1, clientId, null, acknowledged, List.of(mutations));
	}

	public static PushMutation mutation(long id, String name, String args) {
		return new PushMutation(id, "nonce-" + id, 1, name, args);
	}

	public static PushMutation put(long id, String key, String text) {
		return mutation(id, "put", "{\"key\":\"" + key + "\",\"text\":\"" + text + "\"}");
	}

	public static PushMutation increment(long id, String key) {
		return mutation(id, "increment", "{\"key\":\"" + key + "\"}");
	}

	public static PullRequest firstPull(String clientId) {
		return new PullRequest(1, 1, clientId, null, 0, null, null, null, null);
	}

	/** The pull that goes on from the last page of another. */
	public static PullRequest pullAfter(PullResponse previous, String clientId) {
		return new PullRequest(1, 1, clientId, previous.userId(), 0, previous.delta().epoch(),
				previous.delta().maxIncludedVersion(), previous.delta().checkpoint(), null);
	}

	@Override
	public void close() {
		this.engine.close();
		if (this.executor != null) {
			this.executor.close();
		}
	}

}
