package dev.syncedstore.test.deployment;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.schema.SchemaCatalog;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.engine.DatabaseExecutor;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.test.log.PostgresVersionLog;
import dev.syncedstore.test.transport.InProcessServer;
import dev.syncedstore.test.transport.SilentConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node of either version on one PostgreSQL, and something before them that gives each
 * request to the next node, while clients of either version are at work, with what they
 * have on disk.
 */
class RollingDeploymentTests {

	private static final SyncTimings IMPATIENT = new SyncTimings(Duration.ofSeconds(30), Duration.ofMillis(100),
			Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(100),
			Duration.ofSeconds(45));

	private final String instance = UUID.randomUUID().toString();

	private final Map<String, Integer> updatesNeeded = new ConcurrentHashMap<>();

	@TempDir
	private Path folder;

	private PostgresVersionLog postgres;

	private Node lower;

	private Node newer;

	@BeforeEach
	void start() {
		this.postgres = new PostgresVersionLog();
		this.lower = new Node(new FirstNotes());
		this.newer = new Node(new SecondNotes());
	}

	@AfterEach
	void stop() {
		this.newer.close();
		this.lower.close();
		this.postgres.close();
	}

	@Test
	void clientsOfBothVersionsLoseNothingBetweenNodesOfBothVersions() throws Exception {
		SyncedStore alice = store("alice", new FirstNotes(), List.of(this.lower));
		alice.mutate(FirstNotes::write, new FirstNotes.Write("a", "before")).confirmed().get();
		alice.close();

		List<Node> both = List.of(this.lower, this.newer);
		alice = store("alice", new FirstNotes(), both);
		SyncedStore bob = store("bob", new SecondNotes(), both);
		MutationResult put = bob.mutate(SecondNotes::put, new SecondNotes.Put("b", "by the new client", 17));
		put.confirmed().get();
		SyncedStore old = alice;
		old.mutate(FirstNotes::write, new FirstNotes.Write("c", "by the old client"));
		await().until(() -> this.lower.putOff.get() > 0 && note("c") != null
				&& this.updatesNeeded.getOrDefault("alice", 0) > 0);
		assertThat(old.pendingCount()).as("it learns nothing before its update, and keeps what it has").isEqualTo(1);
		assertThat(keys(old)).containsExactly("a", "c");
		old.close();

		SyncedStore updated = store("alice", new SecondNotes(), both);
		await().until(() -> updated.pendingCount() == 0 && keys(updated).size() == 3);
		assertThat(keys(updated)).containsExactly("a", "b", "c");
		await().until(() -> keys(bob).size() == 3);
		updated.close();
		bob.close();
		assertThat(note("a")).isEqualTo(new SecondNotes.Note("before", 6));
		assertThat(note("b")).isEqualTo(new SecondNotes.Note("by the new client", 17));
		assertThat(note("c")).isEqualTo(new SecondNotes.Note("by the old client", 17));
		SpaceId space = space();
		assertThat(this.postgres.log().heads(List.of(space)).get(space).version()).as("three mutations and a migration")
			.isEqualTo(4);
		assertThat(this.lower.withoutRetryAfter).hasValue(0);
	}

	/** What the newer node has. */
	private SecondNotes.Note note(String id) {
		return this.newer.engine.syncedStores()
			.read(space(), (ctx) -> ctx.table(SecondNotes.NOTES).get(id).orElse(null));
	}

	private static List<String> keys(SyncedStore store) {
		return store.query((ctx) -> ctx.table(FirstNotes.NOTES).scan().stream().map((entry) -> entry.key()).toList());
	}

	private SpaceId space() {
		return new SpaceId("notes", this.instance);
	}

	private SyncedStore store(String user, Object mutators, List<Node> nodes) {
		SyncedStore store = SyncedStore.builder()
			.space("notes", this.instance)
			.mutators(mutators)
			.credentials(Credentials.basic(user, "secret"))
			.transport(new Balancer(user, nodes))
			.timings(IMPATIENT)
			.storage(ClientStorage.inFolder(this.folder.resolve(user)))
			.build();
		store.onUpdateNeeded((detail) -> this.updatesNeeded.merge(user, 1, Integer::sum));
		return store;
	}

	/**
	 * A node.
	 */
	private final class Node implements AutoCloseable {

		private final DatabaseExecutor executor = new DatabaseExecutor(3);

		private final SyncEngine engine;

		private final InProcessServer server;

		/** How often it has answered 503. */
		private final AtomicInteger putOff = new AtomicInteger();

		private final AtomicInteger withoutRetryAfter = new AtomicInteger();

		Node(Object mutators) {
			JacksonValueCodecs codecs = JacksonValueCodecs.create();
			WireCodec codec = new WireCodec();
			MutatorCatalog catalog = MutatorCatalog.of(List.of(mutators), codecs);
			SchemaCatalog schemas = SchemaCatalog.of(List.of(), catalog);
			this.engine = SyncEngine.builder(RollingDeploymentTests.this.postgres.log(), catalog, codecs)
				.schemas(schemas)
				.executor(this.executor)
				.build();
			this.server = new InProcessServer(this.engine,
					new PokeHub(new PokeParts(RollingDeploymentTests.this.postgres.log(), Set.of("notes"),
							schemas::version, AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED),
							codec::writeDelta, Runnable::run, Runnable::run, Clock.systemUTC(), PokeObserver.NONE)),
					codec);
		}

		CompletionStage<TransportResponse> post(String user, TransportRequest request) {
			return this.server.post(user, request).thenApply((answer) -> {
				if (answer.status() == 503) {
					this.putOff.incrementAndGet();
					if (answer.retryAfter() == null) {
						this.withoutRetryAfter.incrementAndGet();
					}
				}
				return answer;
			});
		}

		@Override
		public void close() {
			this.engine.close();
			this.executor.close();
		}

	}

	/**
	 * Gives each request to the next node. No WebSocket gets through it.
	 */
	private static final class Balancer implements SyncTransport {

		private final String user;

		private final List<Node> nodes;

		private final AtomicInteger requests = new AtomicInteger();

		Balancer(String user, List<Node> nodes) {
			this.user = user;
			this.nodes = nodes;
		}

		@Override
		public CompletionStage<TransportResponse> post(TransportRequest request) {
			return this.nodes.get(this.requests.getAndIncrement() % this.nodes.size()).post(this.user, request);
		}

		@Override
		public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
			listener.closed("There are no pokes here");
			return SilentConnection.INSTANCE;
		}

	}

}
