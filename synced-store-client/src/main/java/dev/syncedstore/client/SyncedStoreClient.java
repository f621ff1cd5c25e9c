package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import dev.syncedstore.client.http.HttpSyncTransport;
import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.scheduling.SingleThreadScheduler;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.SharedTransport;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * All stores of an application at one server: they share a connection, threads, storage
 * and the user. Thread-safe.
 */
public final class SyncedStoreClient implements AutoCloseable {

	private final List<Consumer<SyncedStoreBuilder>> customizers;

	private final ClientStorage storage;

	private final ValueCodecs codecs = JacksonValueCodecs.create();

	private final Scheduler scheduler;

	private final SyncTransport transport;

	private final String address;

	private final List<Runnable> releases = new ArrayList<>();

	private final List<SyncedStore> stores = new ArrayList<>();

	private @Nullable Session session;

	private boolean offline;

	SyncedStoreClient(SyncedStoreClientBuilder builder) {
		Credentials credentials = SyncedStoreBuilder.needed(builder.credentials,
				"credentials(Credentials.basic(\"alice\", \"secret\"))");
		this.customizers = new ArrayList<>(builder.customizers);
		this.storage = builder.storage;
		SyncedStoreBuilder common = customized();
		this.address = common.address();
		this.offline = common.offline;
		this.scheduler = (common.scheduler != null) ? common.scheduler : ownScheduler();
		this.transport = (common.transport != null) ? common.transport
				: new HttpSyncTransport(common.baseAddress(), this.scheduler);
		if (common.listenerExecutor == null) {
			ExecutorService listeners = ownListenerExecutor();
			this.customizers.add(0, (store) -> store.listenerExecutor(listeners));
		}
		this.session = new Session(credentials, builder.userId);
	}

	/**
	 * Begin to describe a client.
	 * @return a builder
	 */
	public static SyncedStoreClientBuilder builder() {
		return new SyncedStoreClientBuilder();
	}

	/**
	 * Describe a store of the user who is signed in.
	 * @param storeType the kind of store
	 * @param instanceId which one
	 * @return a builder that lacks the mutators, and opens the store
	 * @throws IllegalStateException if nobody is signed in
	 */
	public SyncedStoreBuilder store(String storeType, String instanceId) {
		Session now = session();
		SyncedStoreBuilder builder = customized().space(storeType, instanceId)
			.transport(now.transport)
			.scheduler(this.scheduler)
			.credentials(now.credentials)
			.codecs(this.codecs);
		if (now.userId != null) {
			builder.userId(now.userId);
		}
		synchronized (this.stores) {
			builder.offline = this.offline;
		}
		builder.opened = (store) -> opened(store, now);
		return builder;
	}

	/**
	 * Somebody else signs in: all stores are closed, and what is pending in them stays in
	 * the storage until its user is back. Stores that are opened from now on are the
	 * other's.
	 * @param credentials the credentials
	 */
	public void switchUser(Credentials credentials) {
		signOut();
		synchronized (this.stores) {
			this.session = new Session(credentials, null);
		}
	}

	/**
	 * The user signs out: all stores are closed, and until {@link #switchUser} no other
	 * can be opened.
	 * @param erase whether to delete all that the storage has of the user, also what was
	 * not sent yet; otherwise it waits there for the user
	 * @throws dev.syncedstore.client.storage.StorageException if not all could be deleted
	 */
	public void logout(boolean erase) {
		Set<String> accounts = signOut();
		this.storage.rememberUserId(this.address, Optional.empty());
		if (erase) {
			accounts.forEach((account) -> this.storage.erase(this.address, account));
		}
	}

	/** Stop talking with the server, in all stores, until {@link #goOnline()}. */
	public void goOffline() {
		online(false).forEach(SyncedStore::goOffline);
	}

	/** Talk with the server again, or try again now, in all stores. */
	public void goOnline() {
		online(true).forEach(SyncedStore::goOnline);
	}

	/** The credentials give something else from now on: try at once what was denied. */
	public void credentialsChanged() {
		openStores().forEach(SyncedStore::credentialsChanged);
	}

	/** Close all stores. What is pending stays in the storage. */
	@Override
	public void close() {
		signOut();
		this.releases.forEach(Runnable::run);
	}

	private Session session() {
		synchronized (this.stores) {
			if (this.session == null) {
				throw new IllegalStateException("Nobody is signed in: call switchUser(credentials)");
			}
			return this.session;
		}
	}

	private List<SyncedStore> online(boolean online) {
		synchronized (this.stores) {
			this.offline = !online;
			return openStores();
		}
	}

	private List<SyncedStore> openStores() {
		synchronized (this.stores) {
			this.stores.removeIf(SyncedStore::isClosed);
			return List.copyOf(this.stores);
		}
	}

	private void opened(SyncedStore store, Session session) {
		boolean current;
		synchronized (this.stores) {
			current = this.session == session;
			this.stores.removeIf(SyncedStore::isClosed);
			if (current) {
				this.stores.add(store);
			}
		}
		if (!current) {
			store.close();
			throw new IllegalStateException("The user has signed out meanwhile");
		}
	}

	/**
	 * Nobody's stores are open any more.
	 * @return the accounts whose stores were
	 */
	private Set<String> signOut() {
		Set<String> accounts = new HashSet<>();
		List<SyncedStore> open;
		synchronized (this.stores) {
			if (this.session != null) {
				String account = account(this.session);
				if (account != null) {
					accounts.add(account);
				}
			}
			this.session = null;
			open = List.copyOf(this.stores);
			this.stores.clear();
		}
		for (SyncedStore store : open) {
			String account = store.account();
			if (account != null) {
				accounts.add(account);
			}
			store.close();
		}
		return accounts;
	}

	private @Nullable String account(Session session) {
		StoreKeeping keeping = new StoreKeeping(this.storage, this.address, new SpaceId("any", "any"));
		keeping.user(session.userId, session.credentials.presumedUserId());
		return keeping.account();
	}

	private SyncedStoreBuilder customized() {
		SyncedStoreBuilder builder = SyncedStore.builder();
		this.customizers.forEach((customizer) -> customizer.accept(builder));
		return builder;
	}

	private Scheduler ownScheduler() {
		SingleThreadScheduler own = new SingleThreadScheduler("synced-store");
		// Behind the last tasks of the loops.
		this.releases.add(() -> own.execute(own::close));
		return own;
	}

	private ExecutorService ownListenerExecutor() {
		ExecutorService own = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "synced-store listeners");
			thread.setDaemon(true);
			return thread;
		});
		this.releases.add(() -> own.execute(own::shutdown));
		return own;
	}

	/**
	 * From one sign-in to the next.
	 */
	private final class Session {

		private final Credentials credentials;

		private final @Nullable String userId;

		private final SharedTransport transport;

		Session(Credentials credentials, @Nullable String userId) {
			this.credentials = credentials;
			this.userId = userId;
			this.transport = new SharedTransport(SyncedStoreClient.this.transport, SyncedStoreClient.this.scheduler,
					() -> openStores().forEach(SyncedStore::hurry));
		}

	}

}
