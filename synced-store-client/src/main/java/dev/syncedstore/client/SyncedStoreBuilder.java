package dev.syncedstore.client;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.local.LocalUser;
import dev.syncedstore.client.scheduling.Scheduler;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * Says what a store is of and works with. Server, credentials, space and mutators are
 * needed; the rest has sensible defaults. Not thread-safe.
 */
public final class SyncedStoreBuilder {

	private static final String DEFAULT_BASE_PATH = "/synced-store";

	final List<Object> mutators = new ArrayList<>();

	final List<StoreListener> listeners = new ArrayList<>();

	@Nullable URI server;

	@Nullable SyncTransport transport;

	@Nullable Credentials credentials;

	@Nullable SpaceId space;

	@Nullable Scheduler scheduler;

	@Nullable Executor listenerExecutor;

	@Nullable ValueCodecs codecs;

	ClientStorage storage = ClientStorage.NONE;

	final List<Class<?>> schemas = new ArrayList<>();

	@Nullable Integer schemaVersion;

	boolean offline;

	Clock clock = Clock.systemUTC();

	RandomGenerator random = new SecureRandom();

	SyncTimings timings = SyncTimings.DEFAULTS;

	/** Is told of the store. */
	Consumer<SyncedStore> opened = (store) -> {
	};

	private String basePath = DEFAULT_BASE_PATH;

	private @Nullable String userId;

	SyncedStoreBuilder() {
	}

	/**
	 * The server's address, such as {@code https://example.org}.
	 * @param server the address, with {@code http} or {@code https}
	 * @return this builder
	 */
	public SyncedStoreBuilder server(URI server) {
		if (server.getHost() == null || !List.of("http", "https").contains(server.getScheme())) {
			throw new IllegalArgumentException(
					"'" + server + "' is not a server's address: write it like http://localhost:8080");
		}
		this.server = server;
		return this;
	}

	/**
	 * Where the server has the protocol, if not at {@code /synced-store}.
	 * @param basePath the path, appended to the server's address
	 * @return this builder
	 */
	public SyncedStoreBuilder basePath(String basePath) {
		this.basePath = basePath;
		return this;
	}

	/**
	 * Carries messages in place of HTTP and WebSocket; the server's address is not needed
	 * then. It is not closed with the store.
	 * @param transport the transport
	 * @return this builder
	 */
	public SyncedStoreBuilder transport(SyncTransport transport) {
		this.transport = transport;
		return this;
	}

	/**
	 * Say who the user is, to the server.
	 * @param credentials the credentials, such as
	 * {@code Credentials.basic("alice", "secret")}
	 * @return this builder
	 */
	public SyncedStoreBuilder credentials(Credentials credentials) {
		this.credentials = credentials;
		return this;
	}

	/**
	 * The user's id at the server, where it is known, such as from an earlier contact.
	 * The store then works before the server's first answer, and closes if the server
	 * knows the user as somebody else. Without it, the user that the credentials presume
	 * is taken until the server has said better.
	 * @param userId the user's id
	 * @return this builder
	 */
	public SyncedStoreBuilder userId(String userId) {
		this.userId = userId;
		return this;
	}

	/**
	 * Where the store is kept from one run of the application to the next. Nowhere if not
	 * given: then every store begins empty, and what is pending ends with it.
	 * @param storage the storage, such as
	 * {@code ClientStorage.inFolder(Path.of("synced-store"))}
	 * @return this builder
	 */
	public SyncedStoreBuilder storage(ClientStorage storage) {
		this.storage = storage;
		return this;
	}

	/**
	 * The space that the store is a copy of.
	 * @param storeType the kind of store, that of the mutators
	 * @param instanceId which one
	 * @return this builder
	 */
	public SyncedStoreBuilder space(String storeType, String instanceId) {
		this.space = new SpaceId(storeType, instanceId);
		return this;
	}

	/**
	 * The mutators, the very classes that the server has as beans.
	 * @param mutators instances of classes with
	 * {@link dev.syncedstore.core.Mutators @Mutators}; further calls add to them
	 * @return this builder
	 */
	public SyncedStoreBuilder mutators(Object... mutators) {
		this.mutators.addAll(List.of(mutators));
		return this;
	}

	/**
	 * The class that declares what the store holds, the very one that the server has. It
	 * says under which schema version this application makes mutations. Of several, that
	 * of the space's store type counts.
	 * @param schemas classes with {@link dev.syncedstore.core.Schema @Schema}; further
	 * calls add to them
	 * @return this builder
	 */
	public SyncedStoreBuilder schema(Class<?>... schemas) {
		this.schemas.addAll(List.of(schemas));
		return this;
	}

	/**
	 * The schema version under which this application makes mutations, where no class
	 * says it. 1 if not given.
	 * @param schemaVersion the version
	 * @return this builder
	 * @see #schema
	 */
	public SyncedStoreBuilder schemaVersion(int schemaVersion) {
		this.schemaVersion = schemaVersion;
		return this;
	}

	/**
	 * Reads and writes arguments and values, as the server's do. Codecs remember what
	 * they find out about types, so an application with many stores gives all of them the
	 * same ones. New ones of the usual kind if not given.
	 * @param codecs the codecs
	 * @return this builder
	 */
	public SyncedStoreBuilder codecs(ValueCodecs codecs) {
		this.codecs = codecs;
		return this;
	}

	/**
	 * Be told what happens from the first moment on.
	 * @param listener the listener; further calls add to it
	 * @return this builder
	 */
	public SyncedStoreBuilder listener(StoreListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Where subscriptions, listeners and the completion of futures run, such as the
	 * thread of a user interface. One call is made at a time. A daemon thread of the
	 * store's own if not given.
	 * @param executor the executor; it is not closed with the store
	 * @return this builder
	 */
	public SyncedStoreBuilder listenerExecutor(Executor executor) {
		this.listenerExecutor = executor;
		return this;
	}

	/**
	 * Do not connect before {@link SyncedStore#goOnline()}.
	 * @return this builder
	 */
	public SyncedStoreBuilder startOffline() {
		this.offline = true;
		return this;
	}

	/**
	 * Where the store's own work runs. A daemon thread of its own if not given; tests may
	 * give one that runs by hand.
	 * @param scheduler the scheduler; it is not closed with the store
	 * @return this builder
	 */
	public SyncedStoreBuilder scheduler(Scheduler scheduler) {
		this.scheduler = scheduler;
		return this;
	}

	/**
	 * What time it is, for headers with a date.
	 * @param clock the clock
	 * @return this builder
	 */
	public SyncedStoreBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * For ids, nonces and jitter.
	 * @param random a thread-safe source, securely seeded except in tests: two clients
	 * must not make the same ids
	 * @return this builder
	 */
	public SyncedStoreBuilder random(RandomGenerator random) {
		this.random = random;
		return this;
	}

	/**
	 * How long to wait for what.
	 * @param timings the timings
	 * @return this builder
	 */
	public SyncedStoreBuilder timings(SyncTimings timings) {
		this.timings = timings;
		return this;
	}

	/**
	 * Open the store, which begins to connect.
	 * @return the store
	 * @throws IllegalStateException if something needed is missing
	 * @throws dev.syncedstore.client.storage.StorageException if what is kept of the
	 * store can't be opened, such as because it is open already
	 * @throws dev.syncedstore.core.SyncedStoreException if a mutator can't be used
	 */
	public SyncedStore build() {
		SyncedStore store = new SyncedStore(this);
		this.opened.accept(store);
		return store;
	}

	LocalUser user(StoreKeeping keeping, Credentials credentials) {
		return keeping.user(this.userId, credentials.presumedUserId());
	}

	StoreKeeping keeping() {
		return new StoreKeeping(this.storage, address(), needed(this.space, "space(\"todo\", \"main\")"));
	}

	/** What tells this server's stores from those of others. */
	String address() {
		return (this.server != null) ? baseAddress().toString() : "transport";
	}

	URI baseAddress() {
		String address = needed(this.server, "server(URI.create(\"http://localhost:8080\"))").toString();
		return URI.create(address.replaceAll("/+$", "") + this.basePath);
	}

	static <T> T needed(@Nullable T value, String how) {
		if (value == null) {
			throw new IllegalStateException("Something is missing: call " + how + " on the builder");
		}
		return value;
	}

}
