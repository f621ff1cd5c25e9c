package dev.syncedstore.test.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.model.ProcessedOutcome;
import dev.syncedstore.test.model.SentMutation;
import dev.syncedstore.test.model.SpaceHistory;
import dev.syncedstore.test.transport.InProcessServer;
import dev.syncedstore.test.transport.ServerPort;
import org.jspecify.annotations.Nullable;

/**
 * The one node of a simulated server, and code that runs there.
 */
final class SimulatedServer {

	private static final Duration TICK = Duration.ofSeconds(1);

	private static final Duration RECHECK = Duration.ofSeconds(1);

	private static final Duration MAINTENANCE = Duration.ofSeconds(10);

	private final SimulationWorld world;

	private final SimulatedMutators mutators;

	private final VersionLog log;

	private final SyncEngine engine;

	private final PokeHub hub;

	private final Map<SpaceId, SimulatedSpace> spaces = new HashMap<>();

	private final Map<SpaceId, MadeMutation> underWay = new HashMap<>();

	private final Map<SpaceId, List<MadeMutation>> made = new HashMap<>();

	private final Map<SpaceId, Long> announced = new HashMap<>();

	SimulatedServer(SimulationWorld world, VersionLog storage, EngineLimits limits) {
		this.world = world;
		this.mutators = SimulatedMutators.of(world.workload().mutators(), world.codecs());
		this.log = new RecordedVersionLog(storage, this::committed, world::logFault, world.conditions()::coin);
		Executor executor = world.time().executor(world::shortWhile);
		RandomGenerator random = world.split();
		Supplier<String> tokens = () -> HexFormat.of().toHexDigits(random.nextLong());
		WireCodec codec = new WireCodec();
		AccessDecisions access = new AccessDecisions(world.access(), RECHECK, executor, world.time().clock());
		this.hub = new PokeHub(new PokeParts(this.log, Set.of(world.workload().storeType()), access, codec::writeDelta,
				executor, world.time().serialExecutor(world::shortWhile), world.time().clock(), PokeObserver.NONE));
		this.engine = SyncEngine.builder(this.log, this.mutators.catalog(), world.codecs())
			.access(access)
			.executor(executor)
			.clock(world.time().clock())
			.tokens(tokens)
			.limits(limits)
			.commitListener(this::announced)
			.commitListener(this.hub)
			.build();
		every(TICK, this.hub::tick);
		every(MAINTENANCE, this.engine::maintain);
	}

	ServerPort port() {
		return new InProcessServer(this.engine, this.hub, new WireCodec());
	}

	SimulatedSpace space(SpaceId id) {
		return this.spaces.computeIfAbsent(id,
				(key) -> new SimulatedSpace(key, new SpaceHistory(this.mutators.model(),
						this.world.access()::mayHaveDenied, this.world.violations()::add), this.world.workload(),
						this.world.findings()));
	}

	SpaceHistory history(SpaceId id) {
		return space(id).history();
	}

	/** Let server code do something, unless what it did last is still under way. */
	void act(SpaceId space) {
		if (!this.underWay.containsKey(space)) {
			this.world.workload().act(new ServerCode(space), this.world.random());
		}
	}

	/** Check that the log has what the history says. */
	void checkStored(SpaceId space) {
		Entries stored = this.log.read(space, (snapshot) -> snapshot.allEntries(Long.MAX_VALUE));
		String difference = (stored != null) ? history(space).latest().differenceTo(stored) : "nothing was stored";
		if (!difference.isEmpty()) {
			this.world.violations().add("The log of " + space + " has something else than its commits" + difference);
		}
	}

	/** The mutations of server code whose outcomes were told. */
	List<SettledMutation> made(SpaceId space) {
		return this.made.getOrDefault(space, List.of()).stream().map(MadeMutation::outcome).toList();
	}

	SettledSpace settled(SpaceId space, List<SettledMutation> mutations) {
		return new SettledSpace(space, mutations, new ModelReader(this.mutators.model(), history(space).latest()));
	}

	boolean isIdle() {
		return this.underWay.isEmpty();
	}

	private void committed(SpaceId space, SpaceCommit commit) {
		this.world.trace().add("server", "commits", space, commit.version(), commit.mutations());
		SimulationStatistics statistics = this.world.statistics();
		if (!commit.mutations().isEmpty()) {
			statistics.commits++;
			statistics.versions += commit.mutations().size();
			statistics.groupCommits += (commit.mutations().size() > 1) ? 1 : 0;
		}
		history(space).committed(commit);
	}

	/** What is poked must follow what was poked before, and be in the log already. */
	private void announced(CommittedBatch batch) {
		long last = this.announced.getOrDefault(batch.space(), 0L);
		if (batch.minVersion() != last + 1) {
			this.world.violations()
				.add("After version " + last + " of " + batch.space() + " came a batch from " + batch.minVersion());
		}
		if (!Objects.equals(history(batch.space()).checkpointAt(batch.head().version()), batch.head().checkpoint())) {
			this.world.violations().add("A batch ends where no commit does: " + batch.head());
		}
		this.announced.put(batch.space(), batch.head().version());
	}

	private void every(Duration interval, Runnable task) {
		this.world.time().schedule(interval, () -> {
			task.run();
			every(interval, task);
		});
	}

	/**
	 * Code on the server.
	 */
	private final class ServerCode implements SimulatedServerCode {

		private final SpaceId space;

		ServerCode(SpaceId space) {
			this.space = space;
		}

		@Override
		public <M, A> void mutate(MutatorMethod<M, A> mutator, A args) {
			ModelCall call = SimulatedServer.this.mutators.call(mutator, args);
			MadeMutation mutation = new MadeMutation(Actor.SYSTEM_USER_ID, args, call);
			SimulatedServer.this.underWay.put(this.space, mutation);
			history(this.space).sentByServer(new SentMutation(Actor.SYSTEM_USER_ID, null, call));
			SimulatedServer.this.engine.syncedStores()
				.mutate(this.space, mutator, args, Actor.system())
				.whenComplete((nothing, failure) -> ended(mutation, failure));
		}

		private void ended(MadeMutation mutation, @Nullable Throwable failure) {
			SimulatedServer.this.underWay.remove(this.space);
			ProcessedOutcome truth = history(this.space).endedOnServer();
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			if (cause instanceof StoreUnavailableException) {
				if (truth != null) {
					// The connection broke in the middle of the commit: only the log
					// knows.
					settle(mutation, (truth.code() != null) ? new MutationRejectedException(truth.code(), "") : null);
				}
				return;
			}
			settle(mutation, cause);
			if (truth == null || !Objects.equals(truth.code(), mutation.code())) {
				SimulatedServer.this.world.violations()
					.add("Server code was told of " + mutation.call() + ": " + cause + ", but the log has " + truth);
			}
		}

		private void settle(MadeMutation mutation, @Nullable Throwable failure) {
			mutation.settle(failure);
			SimulatedServer.this.made.computeIfAbsent(this.space, (key) -> new ArrayList<>()).add(mutation);
		}

	}

}
