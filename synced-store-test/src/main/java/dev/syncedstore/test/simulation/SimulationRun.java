package dev.syncedstore.test.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.test.time.VirtualScheduler;
import dev.syncedstore.test.transport.Fault;
import dev.syncedstore.test.transport.InProcessTransport;
import dev.syncedstore.test.transport.Network;

/**
 * One run, from one seed, in one thread.
 */
final class SimulationRun {

	/** Longer than anything that a client waits for when nothing stands in its way. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	/** How long nothing must happen any more. */
	private static final Duration AFTERMATH = Duration.ofMinutes(1);

	/** More than that a client must not ask while nothing happens. */
	private static final int MAX_IDLE_REQUESTS = 20;

	private final SimulationSettings settings;

	private final SimulationWorld world;

	private final SimulatedServer server;

	private final Network network;

	private final List<SimulatedClient> clients = new ArrayList<>();

	private final Map<SimulatedClient, InProcessTransport> transports = new LinkedHashMap<>();

	private final RandomGenerator random;

	private final List<Step> performed = new ArrayList<>();

	SimulationRun(SimulationSettings settings, long seed) {
		this.settings = settings;
		this.world = new SimulationWorld(seed, settings);
		this.random = this.world.random();
		this.server = new SimulatedServer(this.world, settings.meddler().log(settings.storage().get()), limits());
		WireInspector inspector = new WireInspector(this.server::history, this.server::mayKnow, this::acknowledged,
				this.world.findings());
		this.network = new Network(this.world.time(), settings.meddler().server(this.server.port()),
				this.world.conditions(), this.world.faults(), inspector);
	}

	/** Run as chance has it, and throw what was found. */
	SimulationWorld run() {
		begin();
		Chance chance = new Chance(this, this.world.workload(), this.random);
		chance.begin();
		for (int step = 0; step < this.settings.steps(); step++) {
			chance.act();
		}
		settle();
		return this.world;
	}

	/**
	 * Run what was done in another run of this seed, or some of it, and throw what was
	 * found.
	 * @param script what was done
	 * @param faults what may go wrong besides
	 */
	void replay(List<Step> script, Set<Fault> faults) {
		this.world.conditions().only(faults);
		begin();
		script.forEach(this::perform);
		settle();
	}

	private void begin() {
		addClients();
		this.world.time().afterEachTask(() -> this.clients.forEach(SimulatedClient::observe));
	}

	void perform(Step step) {
		this.performed.add(step);
		this.world.trace().add("step", step);
		step.action().accept(this);
		this.world.findings().throwViolations();
	}

	/** What was done so far. */
	List<Step> performed() {
		return List.copyOf(this.performed);
	}

	SimulationWorld world() {
		return this.world;
	}

	SimulatedServer server() {
		return this.server;
	}

	List<SimulatedClient> clients() {
		return this.clients;
	}

	SimulatedClient client(int index) {
		return this.clients.get(index);
	}

	InProcessTransport transport(int index) {
		return transport(client(index));
	}

	/** What people call a client. */
	String name(int index) {
		SimulatedClient client = client(index);
		long earlier = this.clients.subList(0, index)
			.stream()
			.filter((other) -> other.userId().equals(client.userId()))
			.count();
		return client.userId() + ((earlier > 0) ? "'s other client" : "") + " in " + client.space().id();
	}

	/** Connections end with the process that they lead to. */
	void restartServer() {
		this.server.restart();
		for (InProcessTransport transport : this.transports.values()) {
			boolean online = transport.isOnline();
			transport.online(false);
			transport.online(online);
		}
	}

	private InProcessTransport transport(SimulatedClient client) {
		return Objects.requireNonNull(this.transports.get(client));
	}

	private void settle() {
		this.world.trace().add("simulation", "faults stop");
		this.world.conditions().quiet();
		this.world.access().allowAll();
		if (this.world.hasMembers()) {
			this.clients.forEach(this::letIn);
		}
		for (SimulatedClient client : this.clients) {
			transport(client).online(true);
			client.store().goOnline();
		}
		if (!this.world.time().passUntil(this::isSettled, PATIENCE)) {
			this.world.findings().throwViolations();
			this.clients.stream()
				.filter((client) -> !client.isSettled())
				.forEach((client) -> this.world.violations().add(client.describe()));
			this.world.violations().add("Not everybody has everything after " + PATIENCE);
		}
		this.world.findings().throwViolations();
		long before = this.world.statistics().pushes + this.world.statistics().pulls;
		this.world.time().pass(AFTERMATH);
		long requests = this.world.statistics().pushes + this.world.statistics().pulls - before;
		if (requests > (long) MAX_IDLE_REQUESTS * this.clients.size()) {
			this.world.violations().add(requests + " requests in " + AFTERMATH + " in which nothing happened");
		}
		checkAll();
		this.world.findings().throwViolations();
	}

	/** Whatever role they had, they have it still. */
	private void letIn(SimulatedClient client) {
		SpaceId space = client.space().id();
		this.world.time().passUntil(() -> !this.server.isBusy(space), PATIENCE);
		this.server.letIn(space, client.userId(), Members.EDITOR);
		this.world.time().passUntil(() -> !this.server.isBusy(space), PATIENCE);
		if (!this.server.history(space).isIn(this.server.history(space).version(), client.userId())) {
			this.world.violations().add(client.userId() + " was not let into " + space);
		}
	}

	private boolean isSettled() {
		return !this.world.violations().isEmpty()
				|| (this.server.isIdle() && this.clients.stream().allMatch(SimulatedClient::isSettled));
	}

	private void checkAll() {
		this.clients.forEach(SimulatedClient::checkSettled);
		for (SpaceId space : this.clients.stream().map((client) -> client.space().id()).distinct().toList()) {
			if (this.server.history(space).version() > 0) {
				this.server.checkStored(space);
			}
			List<SettledMutation> mutations = new ArrayList<>(this.server.made(space));
			this.clients.stream()
				.filter((client) -> client.space().id().equals(space))
				.forEach((client) -> client.made().forEach((mutation) -> mutations.add(mutation.outcome())));
			this.world.workload().check(this.server.settled(space, mutations));
		}
	}

	private void acknowledged(String clientId, long id) {
		this.clients.stream()
			.filter((client) -> client.clientId().equals(clientId))
			.forEach((client) -> client.acknowledged(id));
	}

	/** Two of them may be clients of one user, and all may be in one space or in two. */
	private void addClients() {
		List<String> users = new ArrayList<>(this.world.workload().users());
		Collections.shuffle(users, new Random(this.random.nextLong()));
		if (this.random.nextBoolean()) {
			users.set(users.size() - 1, users.get(0));
		}
		int spaces = 1 + this.random.nextInt(2);
		for (int i = 0; i < this.settings.clients(); i++) {
			addClient(users.get(i % users.size()), new SpaceId(this.world.workload().storeType(), "s" + i % spaces));
		}
	}

	private void addClient(String userId, SpaceId space) {
		InProcessTransport transport = new InProcessTransport(this.network, userId);
		Workload workload = this.world.workload();
		SyncedStore store = SyncedStore.builder()
			.space(space.storeType(), space.instanceId())
			.mutators(workload.clientMutators().toArray())
			.credentials(credentials())
			.userId(userId)
			.transport(this.settings.meddler().transport(userId, transport))
			.scheduler(new VirtualScheduler(this.world.time()))
			.listenerExecutor(this.world.time().executor(this.world::shortWhile))
			.clock(this.world.time().clock())
			.random(this.world.split())
			.codecs(this.world.codecs())
			.build();
		SimulatedClient client = new SimulatedClient(userId, this.server.space(space),
				this.world.mutators(workload.clientMutators()), store);
		this.clients.add(client);
		this.transports.put(client, transport);
	}

	/** The transport knows who it belongs to. */
	private static Credentials credentials() {
		return () -> CompletableFuture.completedFuture(Map.of());
	}

	/** Small ones at times, so that small spaces fill pages, batches and caches. */
	private EngineLimits limits() {
		EngineLimits usual = EngineLimits.defaults();
		int batchMutations = this.random.nextBoolean() ? 1 + this.random.nextInt(5) : usual.batchMutations();
		int pageBytes = this.random.nextBoolean() ? 200 + this.random.nextInt(3_000) : usual.pageBytes();
		long cacheBytes = this.random.nextBoolean() ? this.random.nextInt(10_000) : usual.cacheBytes();
		long cachedSpaceBytes = this.random.nextBoolean() ? this.random.nextInt(10_000) : usual.cachedSpaceBytes();
		return new EngineLimits(batchMutations, usual.batchBytes(), usual.queuedPerSpace(), usual.queuedInTotal(),
				usual.queuedBytes(), cacheBytes, cachedSpaceBytes, usual.waitingPulls(), pageBytes,
				usual.unacknowledged(), usual.attempts(), usual.retryAfter());
	}

}
