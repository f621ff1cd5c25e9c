package dev.syncedstore.test.crash;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.syncedstore.client.ConnectionStatus;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.http.HttpSyncTransport;
import dev.syncedstore.client.scheduling.SingleThreadScheduler;
import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.ValueCodecs;
import org.awaitility.Awaitility;

/**
 * Many clients of one space that only watch it. Each has a connection of its own; they
 * share threads.
 */
final class Crowd implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final long SLOT_NANOS = Duration.ofMillis(10).toNanos();

	/** The usual ones, but nobody waits for half a minute. */
	private static final SyncTimings TIMINGS = new SyncTimings(Duration.ofSeconds(30), Duration.ofSeconds(5),
			Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(60), Duration.ofSeconds(1),
			Duration.ofSeconds(45));

	private final SingleThreadScheduler scheduler = new SingleThreadScheduler("crowd");

	private final ExecutorService listeners = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "crowd listeners");
		thread.setDaemon(true);
		return thread;
	});

	private final List<SyncedStore> stores = new ArrayList<>();

	/** The moments at which somebody tried to connect. */
	private final Set<Long> attempts = ConcurrentHashMap.newKeySet();

	Crowd(URI server, SpaceId space, int size) {
		ValueCodecs codecs = JacksonValueCodecs.create();
		SyncTransport transport = new Counted(new HttpSyncTransport(server.resolve("/synced-store"), this.scheduler));
		for (int number = 1; number <= size; number++) {
			this.stores.add(SyncedStore.builder()
				.transport(transport)
				.space(space.storeType(), space.instanceId())
				.mutators(new Ledger())
				.credentials(Credentials.basic("watcher-" + number, "any"))
				.scheduler(this.scheduler)
				.listenerExecutor(this.listeners)
				.codecs(codecs)
				.timings(TIMINGS)
				.build());
		}
	}

	void awaitConnected() {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.stores.stream().allMatch((store) -> store.status() == ConnectionStatus.CONNECTED));
	}

	/** Wait until everybody sees so many lines. */
	void awaitLines(int lines) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.stores.stream()
				.allMatch((store) -> store.query((ctx) -> ctx.table(Ledger.LINES).scan().size()) == lines));
	}

	/** Forget the attempts made so far. */
	void forgetAttempts() {
		this.attempts.clear();
	}

	/** In how many short moments somebody tried to connect. */
	int attempts() {
		return this.attempts.size();
	}

	@Override
	public void close() {
		this.stores.forEach(SyncedStore::close);
		this.scheduler.close();
		this.listeners.shutdown();
	}

	/**
	 * Notes when connections are made.
	 */
	private final class Counted implements SyncTransport {

		private final SyncTransport transport;

		Counted(SyncTransport transport) {
			this.transport = transport;
		}

		@Override
		public CompletionStage<TransportResponse> post(TransportRequest request) {
			return this.transport.post(request);
		}

		@Override
		public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
			Crowd.this.attempts.add(System.nanoTime() / SLOT_NANOS);
			return this.transport.connect(headers, listener);
		}

	}

}
