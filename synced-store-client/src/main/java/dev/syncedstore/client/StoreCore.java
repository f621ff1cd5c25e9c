package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.client.http.HttpSyncTransport;
import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.KeyChanges;
import dev.syncedstore.client.local.LocalChange;
import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.scheduling.SingleThreadScheduler;
import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.client.sync.RandomIds;
import dev.syncedstore.client.sync.SyncEnvironment;
import dev.syncedstore.client.sync.SyncLoop;
import dev.syncedstore.client.sync.SyncSettings;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.rebase.MutationCall;
import dev.syncedstore.core.rebase.StoreMutators;
import dev.syncedstore.core.state.ValueCodec;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * What a store is made of, put together. Thread-safe.
 */
final class StoreCore {

	private final SpaceId space;

	private final LocalStore store;

	private final SyncLoop loop;

	private final CallEncoder calls;

	private final StoreEvents events;

	private final LiveQueries queries;

	private final StoreKeeping keeping;

	private final Receipts receipts;

	private final StoreActions actions;

	private final AtomicBoolean ended = new AtomicBoolean();

	/** What this store made for itself, to be released after its last use. */
	private final List<Runnable> releases = new ArrayList<>();

	StoreCore(SyncedStoreBuilder builder) {
		this.space = SyncedStoreBuilder.needed(builder.space, "space(\"todo\", \"main\")");
		Credentials credentials = SyncedStoreBuilder.needed(builder.credentials,
				"credentials(Credentials.basic(\"alice\", \"secret\"))");
		ValueCodecs codecs = (builder.codecs != null) ? builder.codecs : JacksonValueCodecs.create();
		StoreMutators mutators = new StoreMutators(this.space.storeType(), MutatorCatalog.of(builder.mutators, codecs),
				new MutationRunner(codecs));
		int schemaVersion = ClientSchema.version(builder, mutators);
		this.calls = new CallEncoder(mutators, codecs, schemaVersion, builder.random);
		Scheduler scheduler = scheduler(builder);
		SyncTransport transport = (builder.transport != null) ? builder.transport
				: new HttpSyncTransport(builder.baseAddress(), scheduler);
		this.events = new StoreEvents(listenerQueue(builder), builder.listeners);
		this.keeping = builder.keeping();
		this.store = new LocalStore(RandomIds.next(builder.random), builder.user(this.keeping, credentials), mutators,
				this::changed);
		this.receipts = new Receipts(this.store, scheduler, builder.storage.executor());
		this.queries = new LiveQueries(this.store, this.events.queue());
		this.loop = new SyncLoop(new SyncSettings(this.space, schemaVersion, builder.timings),
				new SyncEnvironment(this.store, transport, credentials, scheduler, builder.clock, builder.random,
						this.events.observer(this::identified, this::userMismatch)));
		this.actions = new StoreActions(this.events, this.loop, scheduler, builder.timings.request());
		try {
			this.keeping.open(this.store);
		}
		catch (RuntimeException ex) {
			this.releases.forEach(Runnable::run);
			throw ex;
		}
		restored();
		if (!builder.offline) {
			goOnline();
		}
	}

	SpaceId space() {
		return this.space;
	}

	LocalStore store() {
		return this.store;
	}

	SyncLoop loop() {
		return this.loop;
	}

	CallEncoder calls() {
		return this.calls;
	}

	StoreEvents events() {
		return this.events;
	}

	LiveQueries queries() {
		return this.queries;
	}

	Receipts receipts() {
		return this.receipts;
	}

	@Nullable String account() {
		return this.keeping.account();
	}

	boolean isBootstrapped() {
		return this.store.state().local().base().isKnown();
	}

	void goOnline() {
		this.events.connecting();
		this.loop.goOnline();
	}

	MutationResult mutate(MutationCall call) {
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
	 * Call an action, behind what is pending now.
	 * @return completed on the listener executor
	 */
	<R> CompletableFuture<R> call(String name, String args, ValueCodec<R> resultCodec) {
		return this.actions.call(name, args, resultCodec);
	}

	void end(String reason) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.actions.end(reason);
		this.receipts.close();
		this.store.close();
		this.loop.close();
		this.events.end(reason);
		this.releases.forEach(Runnable::run);
	}

	/** Called by whichever thread took the step. */
	private void changed(LocalChange change) {
		this.queries.changed(change.keys());
		this.events.settled(change.clientId(), change.settled(), this.receipts);
		if (isBootstrapped()) {
			this.events.localDataCame();
		}
	}

	/** What was kept is there. */
	private void restored() {
		ClientState kept = this.store.state();
		this.events.inherit(kept, this.receipts);
		if (kept.local().processedId() > kept.acknowledgedId()) {
			// Of what was confirmed, nobody is left to be told.
			this.receipts.told(kept.clientId(), kept.local().processedId(), Set.of());
		}
		if (isBootstrapped()) {
			this.events.localDataCame();
		}
	}

	private void identified(String userId) {
		try {
			if (this.keeping.identified(userId, this.store)) {
				restored();
				this.queries.changed(KeyChanges.EVERYTHING);
			}
		}
		catch (StorageException ex) {
			this.events.closesItself(String.valueOf(ex.getMessage()));
			end("The store could not be opened: " + ex.getMessage());
		}
	}

	private void userMismatch(String reason) {
		this.keeping.mismatch();
		end(reason);
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
