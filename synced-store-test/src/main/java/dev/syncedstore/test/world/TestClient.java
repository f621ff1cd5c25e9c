package dev.syncedstore.test.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.SyncedStoreBuilder;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.rebase.HistoryPoint;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.server.log.SpaceHead;

/**
 * One client of one user: the store that applications have, with a line and a process
 * that are in the hands of the test. Subscriptions and listeners run at once, in the
 * thread of the test. Belongs to the thread of its world.
 */
public final class TestClient {

	private WorldParts parts;

	private final TestServer server;

	private final String userId;

	private final String device;

	private final SpaceId space;

	private final TestNetwork network;

	private final RandomGenerator random;

	private final List<TestMutation> mutations = new ArrayList<>();

	private ProcessScheduler process;

	private SyncedStore store;

	private boolean online = true;

	TestClient(WorldParts parts, TestServer server, ClientName name) {
		this.parts = parts;
		this.server = server;
		this.userId = name.userId();
		this.device = name.device();
		this.space = name.space();
		this.network = new TestNetwork(name.toString(), name.userId(), parts.network(), parts.story());
		this.network.serverUp(server.isRunning());
		this.random = parts.random();
		this.process = new ProcessScheduler(parts.time());
		this.store = open();
	}

	/**
	 * Make a mutation, as the application does.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param args the arguments
	 * @return the mutation; what it does here can be seen at once
	 * @throws dev.syncedstore.core.MutationRejectedException if the client refuses it
	 */
	public <M, A> TestMutation mutate(MutatorMethod<M, A> mutator, A args) {
		CompletableFuture<Void> confirmed = this.store.mutate(mutator, args).confirmed();
		return made(this.parts.serverCatalog().find(mutator).name(), args, confirmed);
	}

	/**
	 * Make a mutation by the mutator's name, as one of the server's alone is made.
	 * @param mutator the name
	 * @param args the arguments
	 * @return the mutation
	 * @throws dev.syncedstore.core.MutationRejectedException if the client refuses it
	 */
	public TestMutation mutate(String mutator, Record args) {
		return made(mutator, args, this.store.mutate(mutator, args).confirmed());
	}

	private TestMutation made(String mutator, Object args, CompletableFuture<Void> confirmed) {
		TestMutation mutation = new TestMutation(toString(), mutator + " " + args);
		this.parts.story().add(this + " calls " + mutator + " " + args);
		this.mutations.add(mutation);
		return mutation.follow(confirmed, this.parts.story());
	}

	/**
	 * Look at what the client has.
	 * @param <R> the type of the result
	 * @param query what to look at
	 * @return the result
	 */
	public <R> R query(Function<ReadContext, R> query) {
		return this.store.query(query);
	}

	/**
	 * Look at something all the time.
	 * @param <R> the type of the result
	 * @param query what to look at
	 * @return all results that were told so far, growing as more are told
	 */
	public <R> List<R> watch(Function<ReadContext, R> query) {
		List<R> results = new ArrayList<>();
		this.store.subscribe(query, results::add);
		return results;
	}

	/**
	 * All mutations that were made here.
	 * @return the mutations, in order, also those from before a crash
	 */
	public List<TestMutation> mutations() {
		return List.copyOf(this.mutations);
	}

	/**
	 * The application's store, for everything else.
	 * @return the store as it is open now; after {@link #start()} it is another one
	 */
	public SyncedStore store() {
		return this.store;
	}

	/**
	 * The line to the server.
	 * @return the line
	 */
	public TestNetwork network() {
		return this.network;
	}

	/** Go offline on purpose, as {@link SyncedStore#goOffline()} does. */
	public void goOffline() {
		this.parts.story().add(this + " goes offline");
		this.online = false;
		this.store.goOffline();
	}

	/** Go online again. */
	public void goOnline() {
		this.parts.story().add(this + " goes online");
		this.online = true;
		this.store.goOnline();
	}

	/** Kill the client's process. What was only in its memory is lost. */
	public void crash() {
		if (isRunning()) {
			this.parts.story().add(this + " dies");
			this.process.kill();
			this.network.drop();
		}
	}

	/**
	 * Start the client again after a crash, as a client with an empty memory.
	 */
	public void start() {
		if (!isRunning()) {
			this.parts.story().add(this + " starts");
			this.network.drop();
			this.process = new ProcessScheduler(this.parts.time());
			this.online = true;
			this.store = open();
		}
	}

	/**
	 * End the client as a user ends a program, and start it with another version of the
	 * application. What it had stored by then, if {@link TestWorldBuilder#stores} has
	 * given it a storage, is there again.
	 * @param code the classes with {@link dev.syncedstore.core.Mutators @Mutators} and
	 * {@link dev.syncedstore.core.Schema @Schema} that it has
	 */
	public void update(Class<?>... code) {
		if (isRunning()) {
			this.parts.story().add(this + " is updated");
			this.store.close();
			this.process.kill();
		}
		this.parts = this.parts.with(List.of(code));
		start();
	}

	/**
	 * Whether the client's process lives.
	 * @return {@code false} between {@link #crash()} and {@link #start()}
	 */
	public boolean isRunning() {
		return !this.process.isDead();
	}

	/**
	 * Who it is.
	 * @return the user's id
	 */
	public String userId() {
		return this.userId;
	}

	/**
	 * The space that the client is a copy of.
	 * @return the space
	 */
	public SpaceId space() {
		return this.space;
	}

	/**
	 * Whether the client has what the server has, nothing is pending, and it was told
	 * what became of its mutations.
	 * @return {@code true} if nothing is left to be done
	 */
	public boolean isUpToDate() {
		HistoryPoint point = this.store.snapshot().base().point();
		SpaceHead head = this.server.head(this.space);
		if (head.deleted()) {
			return point == null && this.store.pendingCount() == 0;
		}
		return point != null && head.version() == point.version() && head.epoch().equals(point.epoch())
				&& Objects.equals(head.checkpoint(), point.checkpoint()) && this.store.pendingCount() == 0;
	}

	/**
	 * In which entries the client and the server differ, as far as the user may see them.
	 * @return a text for people, empty if they are equal
	 */
	public String differenceToServer() {
		return this.server.visibleTo(this.space, this.userId).differenceTo(this.store.snapshot().view());
	}

	/** Whether the client can be expected to get up to date. */
	boolean canReachServer() {
		return isRunning() && this.online && this.network.isOpen() && !this.store.isClosed()
				&& this.server.mayOpen(this.space, this.userId);
	}

	/** What is still missing. */
	String describe() {
		LocalState now = this.store.snapshot();
		return this + " is " + this.store.status() + " at " + now.base().point() + " with " + now.pendingCount()
				+ " mutations pending; the server is at " + this.server.head(this.space);
	}

	@Override
	public String toString() {
		return new ClientName(this.userId, this.device, this.space).toString();
	}

	private SyncedStore open() {
		SyncedStoreBuilder builder = SyncedStore.builder()
			.space(this.space.storeType(), this.space.instanceId())
			.mutators(WorldParts.make(this.parts.shared()).toArray())
			.schema(this.parts.schemaClasses().toArray(Class<?>[]::new))
			.credentials(() -> CompletableFuture.completedFuture(Map.of()))
			.userId(this.userId)
			.codecs(this.parts.codecs())
			.transport(new ProcessTransport(this.network.transport(), this.process))
			.scheduler(this.process)
			.listenerExecutor(whileAlive(this.process))
			.clock(this.parts.time().clock())
			.random(this.random);
		this.parts.customizer().accept(toString(), builder);
		return builder.build();
	}

	private static Executor whileAlive(ProcessScheduler process) {
		return (task) -> {
			if (!process.isDead()) {
				task.run();
			}
		};
	}

	/**
	 * Names a client.
	 *
	 * @param userId whose it is
	 * @param device tells it from others of the same user, often empty
	 * @param space what it is a copy of
	 */
	record ClientName(String userId, String device, SpaceId space) {

		@Override
		public String toString() {
			return this.device.isEmpty() ? this.userId : this.userId + "'s " + this.device;
		}

	}

}
