package dev.syncedstore.test.world;

import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.action.ParkedActions;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.server.member.Memberships;
import dev.syncedstore.server.member.SpaceState;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import dev.syncedstore.test.log.InMemoryVersionLog;
import dev.syncedstore.test.model.ModelEntries;
import dev.syncedstore.test.transport.MortalServer;
import dev.syncedstore.test.transport.ServerPort;
import org.jspecify.annotations.Nullable;

/**
 * The server of a world: the engine that runs in production, over a log in memory that
 * keeps the same contract as the one in PostgreSQL. It can die, start again, and have an
 * old backup restored. Belongs to the thread of its world.
 */
public final class TestServer {

	private final WorldParts parts;

	private final SpaceId mainSpace;

	private final InMemoryVersionLog storage;

	private final VersionLog log;

	private final Supplier<String> tokens;

	private final Runnable reachability;

	private @Nullable ServerNode node;

	TestServer(WorldParts parts, SpaceId mainSpace, InMemoryVersionLog storage, VersionLog log, Runnable reachability) {
		this.parts = parts;
		this.mainSpace = mainSpace;
		this.storage = storage;
		this.log = log;
		this.reachability = reachability;
		RandomGenerator random = parts.random();
		this.tokens = () -> HexFormat.of().toHexDigits(random.nextLong());
		this.node = new ServerNode(parts, storage, log, this.tokens);
	}

	/**
	 * Make a mutation as server code does, in the main space and in nobody's name.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param args the arguments
	 * @return the mutation, which is processed as soon as time passes
	 */
	public <M, A> TestMutation mutate(MutatorMethod<M, A> mutator, A args) {
		return mutate(mutator, args, Actor.system());
	}

	/**
	 * Make a mutation as server code does, in the main space.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator a method reference such as {@code TodoMutators::addTodo}
	 * @param args the arguments
	 * @param actor in whose name
	 * @return the mutation, which is processed as soon as time passes
	 */
	public <M, A> TestMutation mutate(MutatorMethod<M, A> mutator, A args, Actor actor) {
		TestMutation mutation = new TestMutation("server code",
				this.parts.serverCatalog().find(mutator).name() + " " + args);
		this.parts.story().add("server code calls " + mutation);
		return mutation.follow(syncedStores().mutate(this.mainSpace, mutator, args, actor), this.parts.story());
	}

	/**
	 * Read the main space with authority: shared, private and server-only entries.
	 * @param <R> the type of the result
	 * @param query what to read
	 * @return the result
	 */
	public <R extends @Nullable Object> R query(Function<ReadContext, R> query) {
		return syncedStores().read(this.mainSpace, query);
	}

	/**
	 * What server code has in production, too.
	 * @return the stores of the server as it runs now
	 * @throws IllegalStateException if the server is down
	 */
	public SyncedStores syncedStores() {
		return running().engine().syncedStores();
	}

	/**
	 * What server code has in production, too, where spaces have members.
	 * @return the memberships of the server as it runs now
	 * @throws IllegalStateException if the server is down
	 */
	public Memberships memberships() {
		return running().engine().memberships();
	}

	/**
	 * The version of the main space.
	 * @return how many mutations it has processed
	 */
	public long version() {
		return head(this.mainSpace).version();
	}

	/** Kill the server: what is not in the log is forgotten, nobody is answered. */
	public void stop() {
		ServerNode stopped = this.node;
		if (stopped != null) {
			this.parts.story().add("the server dies");
			stopped.process().kill();
			this.node = null;
			this.reachability.run();
		}
	}

	/** Start the server, in a process that knows only what is in the log. */
	public void start() {
		if (this.node == null) {
			this.parts.story().add("the server starts");
			this.node = new ServerNode(this.parts, this.storage, this.log, this.tokens);
			this.reachability.run();
		}
	}

	/** Kill the server and start it again. */
	public void restart() {
		stop();
		start();
	}

	/**
	 * Whether the server runs.
	 * @return {@code false} between {@link #stop()} and {@link #start()}
	 */
	public boolean isRunning() {
		return this.node != null;
	}

	/**
	 * All that is stored at this moment.
	 * @return a backup
	 */
	public Backup backup() {
		return new Backup(this.storage.backup());
	}

	/**
	 * Bring back what was stored at an earlier moment, under the running server. What
	 * came later is lost; the server finds out, and so do its clients.
	 * @param backup the backup
	 */
	public void restore(Backup backup) {
		this.parts.story().add("a backup is restored");
		this.storage.restore(backup.stored);
	}

	/**
	 * Delete the main space for ever, as server code does.
	 * @return the deletion, which is done as soon as time passes
	 */
	public TestMutation delete() {
		TestMutation deletion = new TestMutation("server code", "deletion of " + this.mainSpace);
		this.parts.story().add("server code deletes " + this.mainSpace);
		return deletion.follow(syncedStores().delete(this.mainSpace), this.parts.story());
	}

	/**
	 * Decide again who may do what, after the policy has changed its mind.
	 * @param userId about whom
	 */
	public void accessChanged(String userId) {
		running().hub().accessChanged(null, userId);
	}

	/**
	 * The enqueued actions that were tried in vain as often as they may be.
	 * @return what operators have in production, too
	 */
	public ParkedActions parkedActions() {
		return this.storage.outbox();
	}

	/** What one user may see of what is stored. */
	ModelEntries visibleTo(SpaceId space, String userId) {
		Entries stored = this.storage.read(space, (snapshot) -> snapshot.allEntries(Long.MAX_VALUE));
		return ModelEntries.of(Objects.requireNonNull(stored)).visibleTo(userId);
	}

	/** Whether a user may open a space, as it is stored. */
	boolean mayOpen(SpaceId space, String userId) {
		MembershipRules members = this.parts.members();
		if (members == null || !members.manages(space)) {
			return this.parts.access().allows(space, userId, SpaceOperation.OPEN);
		}
		SpaceState state = new SpaceState(this.parts.codecs());
		return this.storage.read(space, (snapshot) -> !snapshot.head().isAlive() || !state.isCreated(snapshot.entries())
				|| members.allows(state.member(snapshot.entries(), userId), SpaceOperation.OPEN));
	}

	SpaceHead head(SpaceId space) {
		return this.storage.read(space, (snapshot) -> snapshot.head());
	}

	private ServerNode running() {
		if (this.node == null) {
			throw new IllegalStateException("The server is down: start it first");
		}
		return this.node;
	}

	/**
	 * What was stored at some moment.
	 */
	public static final class Backup {

		private final InMemoryVersionLog.Backup stored;

		Backup(InMemoryVersionLog.Backup stored) {
			this.stored = stored;
		}

	}

	/**
	 * Where the network leads to, whichever process serves there.
	 */
	static final class Door implements ServerPort {

		private static final MortalServer NOBODY = new MortalServer();

		private @Nullable TestServer server;

		void leadTo(TestServer server) {
			this.server = server;
		}

		@Override
		public CompletionStage<TransportResponse> post(String userId, TransportRequest request) {
			return process().post(userId, request);
		}

		@Override
		public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
			return process().subscribe(subscription, receiver);
		}

		private MortalServer process() {
			ServerNode node = (this.server != null) ? this.server.node : null;
			return (node != null) ? node.process() : NOBODY;
		}

	}

}
