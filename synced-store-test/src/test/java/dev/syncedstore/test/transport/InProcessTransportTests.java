package dev.syncedstore.test.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.ConnectionStatus;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.mutation.MutatorCatalog;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.test.log.InMemoryVersionLog;
import dev.syncedstore.test.tally.Tally;
import dev.syncedstore.test.time.VirtualScheduler;
import dev.syncedstore.test.time.VirtualTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InProcessTransportTests {

	private static final Duration SOON = Duration.ofMillis(200);

	private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"),
			new SplittableRandom(1)::nextLong);

	private final ScriptedConditions conditions = new ScriptedConditions();

	private final FaultCounts counts = new FaultCounts();

	private final List<String> traffic = new ArrayList<>();

	private final ValueCodecs codecs = JacksonValueCodecs.create();

	private Network network;

	private InProcessTransport transport;

	private SyncedStore alice;

	private SyncedStore bob;

	@BeforeEach
	void start() {
		InMemoryVersionLog log = new InMemoryVersionLog();
		WireCodec codec = new WireCodec();
		MutatorCatalog catalog = MutatorCatalog.of(List.of(new Tally()), this.codecs);
		PokeHub hub = new PokeHub(
				new PokeParts(log, Set.of("tally"), AccessDecisions.immediate(SpaceAccessPolicy.ANY_AUTHENTICATED),
						codec::writeDelta, Runnable::run, Runnable::run, this.time.clock(), PokeObserver.NONE));
		SyncEngine engine = SyncEngine.builder(log, catalog, this.codecs)
			.clock(this.time.clock())
			.commitListener(hub)
			.build();
		tick(hub);
		this.network = new Network(this.time, new InProcessServer(engine, hub, codec), this.conditions, this.counts,
				new TrafficListener() {

					@Override
					public void sent(String userId, TransportRequest request) {
						InProcessTransportTests.this.traffic.add(userId + " sends to " + request.path());
					}

					@Override
					public void received(String userId, String text) {
						InProcessTransportTests.this.traffic.add(userId + " receives " + text);
					}

				});
		this.transport = new InProcessTransport(this.network, "alice");
		this.alice = store("alice", this.transport);
		this.bob = store("bob", new InProcessTransport(this.network, "bob"));
		this.time.pass(Duration.ofSeconds(1));
		assertThat(this.alice.status()).isEqualTo(ConnectionStatus.CONNECTED);
	}

	private void tick(PokeHub hub) {
		this.time.schedule(Duration.ofSeconds(1), () -> {
			hub.tick();
			tick(hub);
		});
	}

	private SyncedStore store(String userId, InProcessTransport transport) {
		return SyncedStore.builder()
			.space("tally", "main")
			.mutators(new Tally())
			.credentials(() -> CompletableFuture.completedFuture(Map.of()))
			.userId(userId)
			.codecs(this.codecs)
			.transport(transport)
			.scheduler(new VirtualScheduler(this.time))
			.listenerExecutor(Runnable::run)
			.clock(this.time.clock())
			.random(new SplittableRandom(userId.length()))
			.build();
	}

	private CompletableFuture<?> add(SyncedStore store, long amount) {
		return store.mutate(Tally::add, new Tally.Add(amount)).confirmed();
	}

	private long total(SyncedStore store) {
		return store.query(Tally::total);
	}

	@Test
	void withoutFaultsEverybodySeesEverythingSoon() {
		add(this.alice, 1);
		this.time.pass(SOON);
		assertThat(total(this.bob)).isEqualTo(1);
		assertThat(this.traffic).contains("alice sends to /tally/main/push")
			.anyMatch((line) -> line.startsWith("bob receives ")
					&& line.contains("{\"op\":\"set\",\"key\":\"totals/all\",\"value\":{\"value\":1}}"));
	}

	@Test
	void aRequestThatIsDroppedIsSentAgain() {
		this.conditions.next(Fault.REQUEST_DROPPED);
		CompletableFuture<?> confirmed = add(this.alice, 1);
		this.time.pass(SOON);
		assertThat(this.counts.of(Fault.REQUEST_DROPPED)).isEqualTo(1);
		assertThat(confirmed).isNotDone();
		this.time.pass(Duration.ofSeconds(5));
		assertThat(confirmed).isCompleted();
		assertThat(total(this.bob)).isEqualTo(1);
	}

	@Test
	void whatWasProcessedIsNotRunAgainWhereItsAnswerWasLost() {
		this.conditions.next(Fault.ANSWER_LOST);
		CompletableFuture<?> confirmed = add(this.alice, 1);
		this.time.pass(Duration.ofSeconds(5));
		assertThat(this.counts.of(Fault.ANSWER_LOST)).isEqualTo(1);
		assertThat(confirmed).isCompleted();
		assertThat(total(this.bob)).isEqualTo(1);
	}

	@Test
	void aRequestThatArrivesTwiceIsRunOnce() {
		this.conditions.next(Fault.REQUEST_REPEATED);
		add(this.alice, 1);
		this.time.pass(Duration.ofSeconds(5));
		assertThat(this.counts.of(Fault.REQUEST_REPEATED)).isEqualTo(1);
		assertThat(total(this.bob)).isEqualTo(1);
	}

	@Test
	void aRequestThatIsHeldArrivesAfterTheOneThatTookItsPlace() {
		this.conditions.next(Fault.HELD);
		CompletableFuture<?> confirmed = add(this.alice, 1);
		this.time.pass(Duration.ofSeconds(20));
		assertThat(confirmed).isNotDone();
		this.time.pass(Duration.ofSeconds(20));
		assertThat(confirmed).isCompleted();
		this.time.pass(Duration.ofMinutes(2));
		assertThat(this.counts.of(Fault.HELD)).isEqualTo(1);
		assertThat(total(this.bob)).isEqualTo(1);
		assertThat(total(this.alice)).isEqualTo(1);
	}

	@Test
	void aDelayedAnswerIsStillHeard() {
		this.conditions.next(Fault.DELAYED);
		CompletableFuture<?> confirmed = add(this.alice, 1);
		this.time.pass(SOON);
		assertThat(this.counts.of(Fault.DELAYED)).isEqualTo(1);
		assertThat(confirmed).isNotDone();
		this.time.pass(Duration.ofSeconds(3));
		assertThat(confirmed).isCompleted();
	}

	@Test
	void aPokeThatArrivesTwiceCountsOnce() {
		this.conditions.next(Fault.POKE_REPEATED);
		add(this.alice, 1);
		this.time.pass(SOON);
		assertThat(this.counts.of(Fault.POKE_REPEATED)).isEqualTo(1);
		assertThat(total(this.alice)).isEqualTo(1);
		assertThat(total(this.bob)).isEqualTo(1);
	}

	@Test
	void aPokeThatIsOvertakenLeavesNoGap() {
		this.conditions.next(Fault.POKES_REORDERED, Fault.POKES_REORDERED);
		add(this.alice, 1);
		this.time.pass(SOON);
		assertThat(total(this.bob)).isZero();
		add(this.alice, 10);
		this.time.pass(SOON);
		assertThat(this.counts.of(Fault.POKES_REORDERED)).isEqualTo(2);
		assertThat(total(this.bob)).isEqualTo(11);
		assertThat(total(this.alice)).isEqualTo(11);
	}

	@Test
	void aPokeThatNothingOvertakesArrivesAfterAWhile() {
		this.conditions.next(Fault.POKES_REORDERED, Fault.POKES_REORDERED);
		add(this.alice, 1);
		this.time.pass(Duration.ofSeconds(6));
		assertThat(this.counts.of(Fault.POKES_REORDERED)).isZero();
		assertThat(total(this.bob)).isEqualTo(1);
	}

	@Test
	void aLostPokeIsNoticedWithinSeconds() {
		this.conditions.next(Fault.POKE_LOST, Fault.POKE_LOST);
		add(this.alice, 1);
		this.time.pass(Duration.ofSeconds(5));
		assertThat(this.counts.of(Fault.POKE_LOST)).isEqualTo(2);
		assertThat(total(this.bob)).isZero();
		this.time.pass(Duration.ofSeconds(15));
		assertThat(total(this.bob)).isEqualTo(1);
	}

	@Test
	void aConnectionThatBreaksIsMadeAgain() {
		this.transport.connections().forEach(InProcessConnection::disconnect);
		assertThat(this.counts.of(Fault.DISCONNECTED)).isEqualTo(1);
		assertThat(this.transport.connections()).isEmpty();
		add(this.bob, 1);
		this.time.pass(Duration.ofSeconds(5));
		assertThat(this.transport.connections()).hasSize(1);
		assertThat(total(this.alice)).isEqualTo(1);
	}

	@Test
	void aHalfOpenConnectionIsGivenUpWhenNoHeartBeatComes() {
		this.transport.connections().forEach(InProcessConnection::halfOpen);
		add(this.bob, 1);
		this.time.pass(Duration.ofSeconds(29));
		assertThat(this.counts.of(Fault.HALF_OPEN)).isEqualTo(1);
		assertThat(total(this.alice)).isZero();
		this.time.pass(Duration.ofSeconds(5));
		assertThat(total(this.alice)).isEqualTo(1);
	}

	@Test
	void faultsOfPokesCanAlsoBreakTheConnectionThatTheyComeOn() {
		this.conditions.next(Fault.DISCONNECTED, Fault.HALF_OPEN);
		add(this.alice, 1);
		this.time.pass(Duration.ofSeconds(40));
		assertThat(this.counts.of(Fault.DISCONNECTED)).isEqualTo(1);
		assertThat(this.counts.of(Fault.HALF_OPEN)).isEqualTo(1);
		assertThat(total(this.alice)).isEqualTo(1);
		assertThat(total(this.bob)).isEqualTo(1);
	}

	@Test
	void withoutANetworkWorkGoesOnAndCatchesUpLater() {
		this.transport.online(false);
		add(this.alice, 1);
		add(this.bob, 10);
		this.time.pass(Duration.ofMinutes(10));
		assertThat(this.alice.status()).isEqualTo(ConnectionStatus.DISCONNECTED);
		assertThat(total(this.alice)).isEqualTo(1);
		assertThat(total(this.bob)).isEqualTo(10);
		this.transport.online(true);
		this.time.pass(Duration.ofMinutes(1));
		assertThat(this.alice.status()).isEqualTo(ConnectionStatus.CONNECTED);
		assertThat(total(this.alice)).isEqualTo(11);
		assertThat(total(this.bob)).isEqualTo(11);
	}

	@Test
	void requestsThatAreNoneOfTheProtocolsAreRefused() {
		for (String path : List.of("/tally/main/delete", "/tally/main", "/Tally/main/push", "/")) {
			assertThat(post(path, "{}").status()).as(path).isEqualTo(400);
		}
		assertThat(post("/tally/main/push", "{").status()).isEqualTo(400);
		assertThat(
				post("/nothing/main/push",
						"{\"protocol_version\":1,\"client_id\":\"c\",\"user_id\":null,"
								+ "\"acknowledged_mutation_id\":0,\"mutations\":[]}")
					.body())
			.contains("unknown_store_type");
	}

	private TransportResponse post(String path, String body) {
		CompletableFuture<TransportResponse> answer = this.transport.post(new TransportRequest(path, Map.of(), body))
			.toCompletableFuture();
		this.time.pass(SOON);
		return answer.join();
	}

}
