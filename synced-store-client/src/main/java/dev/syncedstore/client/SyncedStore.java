package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.syncedstore.client.http.HttpSyncTransport;
import dev.syncedstore.client.local.LocalChange;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.client.local.UserUnknownException;
import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.scheduling.SingleThreadScheduler;
import dev.syncedstore.client.sync.SyncEnvironment;
import dev.syncedstore.client.sync.SyncLoop;
import dev.syncedstore.client.sync.SyncSettings;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.rebase.LocalState;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.rebase.StoreMutators;
import dev.syncedstore.core.state.ValueCodecs;

/**
 * A local copy of a space: read and changed at once, also offline, and kept together with
 * the server's in the background. Thread-safe; no method waits for the network or for
 * another thread.
 * <p>
 * The application's code runs in two places. Mutators and queries run on the thread that
 * calls {@link #mutate} and {@link #query}, with no lock held, and mutators again on the
 * store's own thread whenever the server's state has changed under them. Subscriptions,
 * listeners and whatever hangs on a future run on the listener executor, one after the
 * other; there, nobody must wait for the store.
 */
public final class SyncedStore implements AutoCloseable {

	private final SpaceId space;

	private final LocalStore store;

	private final SyncLoop loop;

	private final CallEncoder calls;

	private final StoreEvents events;

	private final LiveQueries queries;

	private final AtomicBoolean ended = new AtomicBoolean();

	/** What this store made for itself, to be released after its last use. */
	private final List<Runnable> releases = new ArrayList<>();

	SyncedStore(SyncedStoreBuilder builder) {
		this.space = SyncedStoreBuilder.needed(builder.space, "space(\"todo\", \"main\")");
		Credentials credentials = SyncedStoreBuilder.needed(builder.credentials,
				"credentials(Credentials.basic(\"alice\", \"secret\"))");
		ValueCodecs codecs = (builder.codecs != null) ? builder.codecs : JacksonValueCodecs.create();
		StoreMutators mutators = new StoreMutators(this.space.storeType(), MutatorCatalog.of(builder.mutators, codecs),
				new MutationRunner(codecs));
		this.calls = new CallEncoder(mutators, codecs, builder.schemaVersion, builder.random);
		Scheduler scheduler = scheduler(builder);
		SyncTransport transport = (builder.transport != null) ? builder.transport
				: new HttpSyncTransport(builder.baseAddress(), scheduler);
		this.events = new StoreEvents(listenerQueue(builder), builder.listeners);
		this.store = new LocalStore(SyncLoop.newClientId(builder.random), builder.user(credentials), mutators,
				this::changed);
		this.queries = new LiveQueries(this.store, this.events.queue());
		this.loop = new SyncLoop(new SyncSettings(this.space, builder.schemaVersion, builder.timings),
				new SyncEnvironment(this.store, transport, credentials, scheduler, builder.clock, builder.random,
						this.events.observer(this::end)));
		if (!builder.offline) {
			goOnline();
		}
	}

	/**
	 * Begin to describe a store.
	 * @return a builder
	 */
	public static SyncedStoreBuilder builder() {
		return new SyncedStoreBuilder();
	}

	/**
	 * Change the space: run a mutator on the local copy now, and send the mutation to the
	 * server, which runs it for good. Returns when the local copy has changed.
	 * @param <M> the mutators class
	 * @param <A> the type of the arguments
	 * @param mutator the mutator, as a method reference such as
	 * {@code TodoMutators::addTodo}
	 * @param args its arguments
	 * @return the mutation's number, and its outcome once there is one
	 * @throws MutationRejectedException if the mutator refuses, or the arguments or what
	 * it writes are not valid; nothing has changed then, and nothing is sent
	 * @throws UserUnknownException if nobody knows the user yet, see
	 * {@link SyncedStoreBuilder#userId}
	 * @throws StoreClosedException if the store is closed
	 * @throws IllegalArgumentException if it is no mutator of this store
	 */
	public <M, A> MutationResult mutate(MutatorMethod<M, A> mutator, A args) {
		return mutate(this.calls.encode(mutator, args));
	}

	/**
	 * Call a mutator by its name, such as one that the server alone has. Unless this
	 * store has it, too, nothing changes here before the server has run it.
	 * @param mutator the mutator's name
	 * @param args its arguments, a record
	 * @return the mutation's number, and its outcome once there is one: a rejection
	 * {@code unknown_mutator} if the server has no mutator of that name
	 * @throws MutationRejectedException if the arguments are not valid, or a mutator of
	 * this store refuses
	 * @throws UserUnknownException if nobody knows the user yet, see
	 * {@link SyncedStoreBuilder#userId}
	 * @throws StoreClosedException if the store is closed
	 * @throws IllegalArgumentException if it is no name of a mutator, or one of this
	 * store that takes other arguments
	 */
	public MutationResult mutate(String mutator, Record args) {
		return mutate(this.calls.encode(mutator, args));
	}

	private MutationResult mutate(MutationCall call) {
		CompletableFuture<Void> confirmed = this.events.confirmations().make(call.nonce());
		long id;
		try {
			id = this.store.append(call);
		}
		catch (RuntimeException | Error ex) {
			this.events.confirmations().keep(call.nonce());
			throw ex;
		}
		this.loop.wake();
		return new MutationResult(id, confirmed);
	}

	/**
	 * Read the local copy as it is now.
	 * @param <R> the type of the result
	 * @param query reads what it needs; it must not keep the context
	 * @return the result
	 * @throws UserUnknownException if nobody knows the user yet, see
	 * {@link SyncedStoreBuilder#userId}
	 */
	public <R> R query(Function<ReadContext, R> query) {
		return this.store.query(query, ReadTracker.NONE);
	}

	/**
	 * Be told the result of a query, first soon and then whenever it has changed, as
	 * {@code equals} sees it. The query is run again only when a change touches what it
	 * read. Changes that follow each other quickly may be told as one.
	 * @param <R> the type of the result
	 * @param query reads what it needs, and depends on nothing else
	 * @param consumer is told the result, and must not change it
	 * @return ends the subscription
	 */
	public <R> Subscription subscribe(Function<ReadContext, R> query, Consumer<R> consumer) {
		return this.queries.add(query, consumer);
	}

	/**
	 * Be told what happens besides the data.
	 * @param listener the listener
	 * @return removes the listener
	 */
	public Subscription listen(StoreListener listener) {
		return this.events.add(listener);
	}

	/**
	 * Be told of every mutation that the server refuses, whoever made it in this store.
	 * @param consumer is told
	 * @return removes the listener
	 */
	public Subscription onRejected(Consumer<Rejection> consumer) {
		return listen(new StoreListener() {

			@Override
			public void rejected(Rejection rejection) {
				consumer.accept(rejection);
			}

		});
	}

	/**
	 * Be told when the status changes.
	 * @param consumer is told the new status
	 * @return removes the listener
	 */
	public Subscription onStatus(Consumer<ConnectionStatus> consumer) {
		return listen(new StoreListener() {

			@Override
			public void statusChanged(ConnectionStatus status) {
				consumer.accept(status);
			}

		});
	}

	/**
	 * Whether the store is in touch with its server.
	 * @return the status
	 */
	public ConnectionStatus status() {
		return this.events.status();
	}

	/**
	 * The mutations whose outcome the local copy doesn't have yet.
	 * @return the mutations, in order
	 */
	public List<PendingMutation> pending() {
		List<PendingMutation> pending = new ArrayList<>();
		this.store.state().local().pendingAfter(0).forEach(pending::add);
		return pending;
	}

	/**
	 * How many mutations are pending.
	 * @return the number
	 */
	public int pendingCount() {
		LocalState local = this.store.state().local();
		return (int) (local.lastId() - Math.max(local.processedId(), 0));
	}

	/**
	 * Wait until there is something from the server to read.
	 * @return completes on the listener executor when the first pull is over, at once
	 * later on
	 */
	public CompletableFuture<Void> waitForServerData() {
		return this.events.serverData();
	}

	/**
	 * Wait until what is pending now has an outcome, and the local copy is as new as the
	 * server's was at that time. Offline that takes until the store is online again.
	 * @return completes on the listener executor
	 */
	public CompletableFuture<Void> waitForSync() {
		return this.events.afterAllConfirmed(this.loop::pull);
	}

	/** Stop talking with the server, until {@link #goOnline()}. All else goes on. */
	public void goOffline() {
		this.loop.goOffline();
	}

	/** Talk with the server again, or try again now, where it can't be reached. */
	public void goOnline() {
		this.events.connecting();
		this.loop.goOnline();
	}

	/**
	 * The credentials give something else from now on: try at once what was denied.
	 */
	public void credentialsChanged() {
		this.loop.credentialsChanged();
	}

	/**
	 * The user of this store.
	 * @return the user's id, or empty if nobody knows it yet
	 */
	public Optional<String> userId() {
		return Optional.ofNullable(this.store.state().user().userId());
	}

	/**
	 * The id under which the server knows this copy. It may change.
	 * @return a UUID
	 */
	public String clientId() {
		return this.store.state().clientId();
	}

	/**
	 * The space that this is a copy of.
	 * @return the space
	 */
	public SpaceId space() {
		return this.space;
	}

	/**
	 * Everything that the store knows at this moment, for tests and diagnosis.
	 * @return base, pending mutations and view, immutable
	 */
	public LocalState snapshot() {
		return this.store.state().local();
	}

	/**
	 * Whether the store takes no more mutations.
	 * @return {@code true} once it was closed, or has closed itself
	 */
	public boolean isClosed() {
		return this.store.state().closed();
	}

	/**
	 * Close the store. What is pending is lost with it, unless it is on its way already;
	 * wait for {@link #waitForSync()} first where that matters. Reading still works.
	 */
	@Override
	public void close() {
		end("The store was closed before the outcome was known");
	}

	private void end(String reason) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.store.close();
		this.loop.close();
		this.events.end(reason);
		this.releases.forEach(Runnable::run);
	}

	/** Called by whichever thread took the step. */
	private void changed(LocalChange change) {
		this.queries.changed(change.keys());
		this.events.settled(change.settled());
		if (!change.settled().isEmpty()) {
			long last = change.settled().get(change.settled().size() - 1).mutation().id();
			this.events.queue().execute(() -> this.store.acknowledge(change.clientId(), last));
		}
		if (this.store.state().local().base().isKnown()) {
			this.events.serverDataCame();
		}
	}

	private Scheduler scheduler(SyncedStoreBuilder builder) {
		if (builder.scheduler != null) {
			return builder.scheduler;
		}
		SingleThreadScheduler own = new SingleThreadScheduler("synced-store " + this.space);
		// Behind the loop's own last task.
		this.releases.add(() -> own.execute(own::close));
		return own;
	}

	private ListenerQueue listenerQueue(SyncedStoreBuilder builder) {
		if (builder.listenerExecutor != null) {
			return new ListenerQueue(builder.listenerExecutor);
		}
		ExecutorService own = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "synced-store listeners " + this.space);
			thread.setDaemon(true);
			return thread;
		});
		ListenerQueue listenerQueue = new ListenerQueue(own);
		this.releases.add(() -> listenerQueue.execute(own::shutdown));
		return listenerQueue;
	}

}
