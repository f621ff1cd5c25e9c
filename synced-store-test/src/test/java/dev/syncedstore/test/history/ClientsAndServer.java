package dev.syncedstore.test.history;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.HistoryGuard;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import dev.syncedstore.test.log.InMemoryVersionLog;
import dev.syncedstore.test.tally.Tally;
import dev.syncedstore.test.time.VirtualScheduler;
import dev.syncedstore.test.time.VirtualTime;
import dev.syncedstore.test.transport.FaultCounts;
import dev.syncedstore.test.transport.InProcessServer;
import dev.syncedstore.test.transport.InProcessTransport;
import dev.syncedstore.test.transport.Network;
import dev.syncedstore.test.transport.ScriptedConditions;
import dev.syncedstore.test.transport.ServerPort;
import dev.syncedstore.test.transport.TrafficListener;

/**
 * Real clients of a real server, in one thread and in virtual time.
 */
final class ClientsAndServer {

	static final SpaceId SPACE = new SpaceId("tally", "main");

	final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"), new SplittableRandom(1)::nextLong);

	final InMemoryVersionLog log = new InMemoryVersionLog("first", this.time.clock());

	final Map<String, InProcessTransport> transports = new HashMap<>();

	private final ValueCodecs codecs = JacksonValueCodecs.create();

	private final AtomicInteger tokens = new AtomicInteger();

	private final Network network;

	private PokeHub hub;

	private SyncEngine engine;

	private ServerPort server;

	ClientsAndServer() {
		restart();
		ServerPort current = new ServerPort() {

			@Override
			public CompletionStage<TransportResponse> post(String userId, TransportRequest request) {
				return ClientsAndServer.this.server.post(userId, request);
			}

			@Override
			public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
				return ClientsAndServer.this.server.subscribe(subscription, receiver);
			}

		};
		this.network = new Network(this.time, current, new ScriptedConditions(), new FaultCounts(),
				new TrafficListener() {
				});
		tick();
	}

	/** Another process takes over, which remembers nothing. */
	void restart() {
		HistoryGuard guard = new HistoryGuard(this.log, this::token, this::told);
		WireCodec codec = new WireCodec();
		this.hub = new PokeHub(
				new PokeParts(guard, Set.of("tally"), AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED),
						codec::writeDelta, Runnable::run, Runnable::run, this.time.clock(), PokeObserver.NONE));
		this.engine = SyncEngine.builder(guard, MutatorCatalog.of(List.of(new Tally()), this.codecs), this.codecs)
			.clock(this.time.clock())
			.tokens(this::token)
			.retention(RetentionRules.defaults())
			.commitListener(this.hub)
			.build();
		this.server = new InProcessServer(this.engine, this.hub, codec);
		this.transports.values().forEach((transport) -> {
			transport.online(false);
			transport.online(true);
		});
	}

	SyncEngine engine() {
		return this.engine;
	}

	SyncedStore client(String userId) {
		return client(userId, ClientStorage.NONE, userId.hashCode());
	}

	/** A client that is kept somewhere; each run of it needs a seed of its own. */
	SyncedStore client(String userId, ClientStorage storage, long seed) {
		InProcessTransport transport = new InProcessTransport(this.network, userId);
		this.transports.put(userId, transport);
		return SyncedStore.builder()
			.space(SPACE.storeType(), SPACE.instanceId())
			.mutators(new Tally())
			.credentials(() -> CompletableFuture.completedFuture(Map.of()))
			.userId(userId)
			.codecs(this.codecs)
			.transport(transport)
			.scheduler(new VirtualScheduler(this.time))
			.listenerExecutor(Runnable::run)
			.clock(this.time.clock())
			.random(new SplittableRandom(seed))
			.storage(storage)
			.build();
	}

	void pass(Duration duration) {
		this.time.pass(duration);
	}

	/** Another node, which has seen nothing of this one's work, adds something. */
	static void commitElsewhere(ClientsAndServer all, long amount) {
		SyncEngine.builder(all.log, MutatorCatalog.of(List.of(new Tally()), all.codecs), all.codecs)
			.clock(all.time.clock())
			.tokens(all::token)
			.build()
			.syncedStores()
			.mutate(SPACE, Tally::add, new Tally.Add(amount), Actor.system())
			.join();
	}

	/** What the server has. */
	long total() {
		return this.engine.syncedStores().read(SPACE, Tally::total);
	}

	String epoch() {
		return this.log.read(SPACE, (snapshot) -> snapshot.head().epoch());
	}

	private String token() {
		return "token-" + this.tokens.incrementAndGet();
	}

	private void told(CommittedBatch batch) {
		this.hub.committed(batch);
	}

	private void tick() {
		this.time.schedule(Duration.ofSeconds(1), () -> {
			this.hub.tick();
			tick();
		});
	}

}
