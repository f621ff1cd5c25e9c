package dev.syncedstore.test.simulation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.http.HttpSyncTransport;
import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.test.kitchensink.KitchenSinkWorkload;
import dev.syncedstore.test.model.SpaceHistory;
import dev.syncedstore.test.transport.FaultCounts;
import dev.syncedstore.test.transport.RandomConditions;

/**
 * One run over HTTP, STOMP and PostgreSQL: five clients in a space of their own, by turns
 * on one node and the other.
 */
final class RealStackRun {

	private static final int STEPS = 200;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** As usual, but nobody has to wait long for a second try. */
	private static final SyncTimings TIMINGS = new SyncTimings(Duration.ofSeconds(10), Duration.ofMillis(500),
			Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofMillis(100),
			Duration.ofSeconds(45));

	private final SplittableRandom random;

	private final RealStackApplication.Histories histories;

	private final VersionLog log;

	private final List<URI> servers;

	private final Findings findings = new Findings(new SimulationStatistics(), new Violations(),
			new Trace(Clock.systemUTC(), true));

	private final List<SimulatedClient> clients = new ArrayList<>();

	private final TestThread thread = new TestThread(() -> this.clients.forEach(SimulatedClient::observe));

	private final ValueCodecs codecs = JacksonValueCodecs.create();

	private final RandomConditions conditions;

	private final FaultCounts counts = new FaultCounts();

	private final KitchenSinkWorkload workload = new KitchenSinkWorkload();

	private final SimulatedSpace space;

	private final SimulatedMutators mutators;

	RealStackRun(long seed, List<URI> servers, VersionLog log, RealStackApplication.Histories histories) {
		this.random = new SplittableRandom(seed);
		this.servers = List.copyOf(servers);
		this.log = log;
		this.histories = histories;
		this.conditions = new RandomConditions(this.random.split(), 2);
		SpaceId id = new SpaceId(this.workload.storeType(), "real-" + seed);
		this.mutators = SimulatedMutators.of(this.workload.clientMutators(), this.codecs);
		this.space = new SimulatedSpace(id,
				new SpaceHistory(SimulatedMutators.of(this.workload.mutators(), this.codecs).model(), (userId) -> false,
						this.findings.violations()::add),
				this.workload, this.findings);
		histories.add(id, this.space.history());
	}

	FaultCounts run() {
		for (String userId : this.workload.users()) {
			addClient(userId);
		}
		try {
			this.histories.faulty(true);
			for (int step = 0; step < STEPS; step++) {
				act(this.clients.get(this.random.nextInt(this.clients.size())));
				this.thread.work(Duration.ofMillis(this.random.nextInt((step % 20 == 0) ? 100 : 10)));
				this.findings.throwViolations();
			}
			settle();
		}
		finally {
			this.histories.faulty(false);
			this.clients.forEach((client) -> client.store().close());
			this.thread.work(Duration.ofMillis(50));
		}
		return this.counts;
	}

	private void act(SimulatedClient client) {
		int choice = this.random.nextInt(20);
		if (choice == 0) {
			client.store().goOffline();
		}
		else if (choice == 1) {
			client.store().goOnline();
		}
		else {
			this.workload.act(client, this.random);
		}
	}

	private void settle() {
		this.conditions.quiet();
		this.histories.faulty(false);
		this.clients.forEach((client) -> client.store().goOnline());
		boolean settled = this.thread.workUntil(() -> !this.findings.violations().isEmpty()
				|| this.clients.stream().allMatch(SimulatedClient::isSettled), PATIENCE);
		if (!settled) {
			this.clients.forEach((client) -> this.findings.violations().add(client.describe()));
		}
		this.findings.throwViolations();
		this.clients.forEach(SimulatedClient::checkSettled);
		Entries stored = this.log.read(this.space.id(), (snapshot) -> snapshot.allEntries(Long.MAX_VALUE));
		String difference = this.space.history().latest().differenceTo(stored);
		if (!difference.isEmpty()) {
			this.findings.violations().add("PostgreSQL has something else than what was committed" + difference);
		}
		this.findings.throwViolations();
		List<SettledMutation> made = new ArrayList<>();
		this.clients.forEach((client) -> client.made().forEach((mutation) -> made.add(mutation.outcome())));
		this.workload.check(new SettledSpace(this.space.id(), made,
				new ModelReader(this.mutators.model(), this.space.history().latest())));
	}

	private void addClient(String userId) {
		URI server = this.servers.get(this.clients.size() % this.servers.size());
		WireInspector inspector = new WireInspector((id) -> this.space.history(), this::acknowledged, this.findings);
		UnreliableTransport transport = new UnreliableTransport(
				new HttpSyncTransport(server.resolve("/synced-store"), this.thread), userId, this.thread,
				new UnreliableTransport.Breakage(this.conditions, this.counts, inspector));
		SyncedStore store = SyncedStore.builder()
			.space(this.space.id().storeType(), this.space.id().instanceId())
			.mutators(this.workload.clientMutators().toArray())
			.credentials(Credentials.basic(userId, "any"))
			.transport(transport)
			.scheduler(this.thread)
			.listenerExecutor(this.thread)
			.timings(TIMINGS)
			.codecs(this.codecs)
			.build();
		this.clients.add(new SimulatedClient(userId, this.space, this.mutators, store));
	}

	private void acknowledged(String clientId, long id) {
		this.clients.stream()
			.filter((client) -> client.clientId().equals(clientId))
			.forEach((client) -> client.acknowledged(id));
	}

}
