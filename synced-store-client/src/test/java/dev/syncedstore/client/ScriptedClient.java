package dev.syncedstore.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;

/**
 * A store of todos in one thread, and the server's side of it in a test's words.
 */
final class ScriptedClient {

	static final String EPOCH = "e";

	final ManualScheduler scheduler = new ManualScheduler();

	final ScriptedServer server = new ScriptedServer();

	final List<String> told = new ArrayList<>();

	final SyncedStore store;

	private final WireCodec codec = new WireCodec();

	ScriptedClient() {
		this((builder) -> {
		});
	}

	ScriptedClient(Consumer<SyncedStoreBuilder> customizer) {
		this.server.up();
		SyncedStoreBuilder builder = SyncedStore.builder()
			.space("todo", "main")
			.credentials(Credentials.basic("alice", "secret"))
			.mutators(new TodoMutators())
			.transport(this.server)
			.scheduler(this.scheduler)
			.clock(this.scheduler)
			.random(new Random(7))
			.timings(SyncTimings.DEFAULTS.withoutWatchdogs())
			.listenerExecutor(Runnable::run)
			.listener(new TellingListener());
		customizer.accept(builder);
		this.store = builder.build();
		run();
	}

	/** A client at version 0 of an empty space, with pokes coming through. */
	static ScriptedClient connected() {
		ScriptedClient client = new ScriptedClient();
		client.answerPull(client.reset(0, 0));
		client.told.clear();
		return client;
	}

	void run() {
		this.scheduler.runDue();
		this.server.rethrow();
	}

	void advance(Duration duration) {
		this.scheduler.advance(duration);
		this.server.rethrow();
	}

	MutationResult add(String id) {
		MutationResult result = this.store.mutate(TodoMutators::addTodo,
				new TodoMutators.AddTodo(id, "Buy " + id, false, null));
		run();
		return result;
	}

	List<String> todos() {
		return this.store.query((ctx) -> ctx.table(TodoMutators.TODOS).scan().stream().map(Entry::key).toList());
	}

	List<Long> pending() {
		return this.store.pending().stream().map((mutation) -> mutation.id()).toList();
	}

	long version() {
		var point = this.store.snapshot().base().point();
		return (point != null) ? point.version() : -1;
	}

	static String outcome(CompletableFuture<Void> future) {
		if (!future.isDone()) {
			return "open";
		}
		try {
			future.join();
			return "ok";
		}
		catch (CompletionException ex) {
			return (ex.getCause() instanceof MutationRejectedException rejected) ? rejected.code()
					: ex.getCause().getClass().getSimpleName();
		}
	}

	PushRequest pushed() {
		return this.codec.readPushRequest(this.server.push());
	}

	List<Long> pushedIds() {
		return pushed().mutations().stream().map(PushMutation::id).toList();
	}

	PullRequest pulled() {
		return this.codec.readPullRequest(this.server.pull());
	}

	void answerPush(long lastMutationId, long version, RejectedMutation... rejected) {
		this.server.answerPush(ok(
				this.codec.writePushResponse(new PushResponse("alice", lastMutationId, version, List.of(rejected)))));
		run();
	}

	void answerPushes(String body) {
		this.server.answerPush(ok(body));
		run();
	}

	void refusePush(ProblemCode code) {
		refusePush(Problem.of(code, "The script says so"));
	}

	void refusePush(Problem problem) {
		this.server.answerPush(failure(problem));
		run();
	}

	void refusePull(ProblemCode code) {
		this.server.answerPull(failure(Problem.of(code, "The script says so")));
		run();
	}

	void answerPull(PullResponse response) {
		this.server.answerPull(ok(this.codec.writePullResponse(response)));
		run();
	}

	/** The whole space at a version. */
	PullResponse reset(long version, long ownId, String... todos) {
		return new PullResponse(delta(0, version, ownId, todos), "alice", 1, true, null);
	}

	/** What changed since the version that was asked for. */
	PullResponse since(long version, long ownId, String... todos) {
		Long asked = pulled().version();
		return new PullResponse(delta((asked != null) ? asked + 1 : 0, version, ownId, todos), "alice", 1, false, null);
	}

	void poke(Delta delta) {
		this.server.poke(this.codec.writeDelta(delta));
		run();
	}

	/**
	 * The versions from min to max, in which these todos were set, and own mutations
	 * processed.
	 */
	Delta delta(long min, long max, long ownId, String... todos) {
		List<Patch> patches = Arrays.stream(todos).map(ScriptedClient::patch).toList();
		return new Delta(EPOCH, checkpoint(max), min, max, patches, Map.of(this.store.clientId(), ownId), List.of());
	}

	/** The versions from min to max, in which somebody else set these todos. */
	Delta foreign(long min, long max, String... todos) {
		List<Patch> patches = Arrays.stream(todos).map(ScriptedClient::patch).toList();
		return new Delta(EPOCH, checkpoint(max), min, max, patches, Map.of("somebody", 1L), List.of());
	}

	Delta emptyRange(long version) {
		return Delta.emptyRange(EPOCH, checkpoint(version), version);
	}

	RejectedMutation rejected(long id, String code) {
		return new RejectedMutation(this.store.clientId(), id, code, "The script says so");
	}

	static String checkpoint(long version) {
		return (version > 0) ? "c" + version : null;
	}

	/** A todo as its mutator would have set it; after a minus, deleted. */
	private static Patch patch(String todo) {
		return todo.startsWith("-") ? new Patch("todos/" + todo.substring(1), null)
				: new Patch("todos/" + todo, new StoredValue("{\"text\":\"Buy " + todo + "\",\"completed\":false}"));
	}

	TransportResponse failure(Problem problem) {
		return new TransportResponse(problem.status(), null, this.codec.writeProblem(problem));
	}

	private static TransportResponse ok(String body) {
		return new TransportResponse(200, null, body);
	}

	/**
	 * Writes down what it is told.
	 */
	private final class TellingListener implements StoreListener {

		@Override
		public void statusChanged(ConnectionStatus status) {
			ScriptedClient.this.told.add(status.name());
		}

		@Override
		public void rejected(Rejection rejection) {
			ScriptedClient.this.told
				.add("rejected " + rejection.id() + " " + rejection.mutator() + " " + rejection.code());
		}

		@Override
		public void unauthenticated() {
			ScriptedClient.this.told.add("unauthenticated");
		}

		@Override
		public void accessDenied(String detail) {
			ScriptedClient.this.told.add("access denied");
		}

		@Override
		public void updateNeeded(String detail) {
			ScriptedClient.this.told.add("update needed");
		}

		@Override
		public void spaceDeleted(String detail) {
			ScriptedClient.this.told.add("space deleted");
		}

		@Override
		public void closed(String reason) {
			ScriptedClient.this.told.add("closed");
		}

	}

}
