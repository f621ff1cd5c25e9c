package dev.syncedstore.test.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.MutatorMethod;
import dev.syncedstore.core.MutatorName;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.AddUser;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.core.member.RemoveUser;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.engine.SyncEngine;
import dev.syncedstore.server.engine.SyncEngineBuilder;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.member.MemberDirectory;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.PokeObserver;
import dev.syncedstore.server.poke.PokeParts;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import dev.syncedstore.test.model.ModelCall;
import dev.syncedstore.test.model.ModelMembers;
import dev.syncedstore.test.model.ModelSent;
import dev.syncedstore.test.model.ModelSpaces;
import dev.syncedstore.test.model.ProcessedOutcome;
import dev.syncedstore.test.model.SentMutation;
import dev.syncedstore.test.model.SpaceHistory;
import dev.syncedstore.test.transport.InProcessServer;
import dev.syncedstore.test.transport.MortalServer;
import dev.syncedstore.test.transport.ServerPort;
import org.jspecify.annotations.Nullable;

/**
 * The one node of a simulated server, and code that runs there.
 */
final class SimulatedServer {

	private static final Duration TICK = Duration.ofSeconds(1);

	private static final Duration RECHECK = Duration.ofSeconds(1);

	private static final Duration MAINTENANCE = Duration.ofSeconds(10);

	private static final MembershipRules ALL_SPACES = MembershipRules.forSpaces((space) -> true);

	private final SimulationWorld world;

	private final SimulatedMutators mutators;

	private final VersionLog log;

	private final EngineLimits limits;

	private final Supplier<String> tokens;

	private final Map<SpaceId, SimulatedSpace> spaces = new HashMap<>();

	private final Map<SpaceId, MadeMutation> underWay = new HashMap<>();

	private final Map<SpaceId, List<MadeMutation>> made = new HashMap<>();

	private final Map<SpaceId, Long> announced = new HashMap<>();

	/** Those that nobody opens. */
	private final ModelSpaces others;

	/** What is read of these. */
	private final Map<SpaceId, Entries> given = new HashMap<>();

	private Node node;

	SimulatedServer(SimulationWorld world, VersionLog storage, EngineLimits limits) {
		this.world = world;
		this.mutators = world.mutators(world.workload().mutators());
		this.others = new ModelSpaces(this.mutators.model(), world.others());
		world.others().forEach((space, entries) -> this.given.put(space, entries.toEntries()));
		this.log = new RecordedVersionLog(storage, this::committed, world::logFault, world.conditions()::coin,
				(space) -> isJudged(space) ? null : this.given.getOrDefault(space, Entries.EMPTY));
		this.limits = limits;
		RandomGenerator random = world.split();
		this.tokens = () -> HexFormat.of().toHexDigits(random.nextLong());
		this.node = new Node();
	}

	/** Whichever process serves. */
	ServerPort port() {
		return new ServerPort() {

			@Override
			public CompletionStage<TransportResponse> post(String userId, TransportRequest request) {
				return SimulatedServer.this.node.process.post(userId, request);
			}

			@Override
			public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
				return SimulatedServer.this.node.process.subscribe(subscription, receiver);
			}

		};
	}

	/** Kill the process, and start another one that knows only what the log has. */
	void restart() {
		this.node.process.kill();
		new ArrayList<>(this.underWay.keySet()).forEach(this::forgotten);
		this.spaces.values().forEach((space) -> this.announced.put(space.id(), space.history().version()));
		this.node = new Node();
	}

	/** Code that has died with its process is told nothing; only the log knows. */
	private void forgotten(SpaceId space) {
		MadeMutation mutation = this.underWay.remove(space);
		ProcessedOutcome truth = history(space).endedOnServer();
		if (mutation != null && truth != null) {
			settle(space, mutation, truth);
		}
	}

	SimulatedSpace space(SpaceId id) {
		return this.spaces.computeIfAbsent(id,
				(key) -> new SimulatedSpace(key, newHistory(id), this.world.workload(), this.world.findings()));
	}

	private SpaceHistory newHistory(SpaceId id) {
		SpaceHistory history = new SpaceHistory(this.mutators.model(), this.world.access()::mayHaveDenied,
				this.world.violations()::add,
				(message, userId, mutator, version) -> sent(message, new MutationSource(id, userId, mutator, version)));
		return this.world.hasMembers() ? history.with(new ModelMembers(this.world.codecs())) : history;
	}

	private void sent(ModelSent message, MutationSource source) {
		if (isJudged(message.space())) {
			history(message.space()).delivered(message.call(), source);
		}
		else {
			this.others.deliver(message, source);
		}
	}

	SpaceHistory history(SpaceId id) {
		return space(id).history();
	}

	<A> ModelCall call(MutatorMethod<?, A> mutator, A args) {
		return this.mutators.call(mutator, args);
	}

	/** Whether a user may get what leads to a checkpoint. */
	boolean mayKnow(String checkpoint, String userId) {
		for (SimulatedSpace space : this.spaces.values()) {
			Long version = space.history().versionOf(checkpoint);
			if (version != null) {
				return space.history().isIn(version, userId);
			}
		}
		return true;
	}

	/** Whether the mutation that server code made last is still under way. */
	boolean isBusy(SpaceId space) {
		return this.underWay.containsKey(space);
	}

	/** Let server code make a mutation, unless the one before is still under way. */
	<M, A> void mutate(SpaceId space, MutatorMethod<M, A> mutator, A args) {
		if (isBusy(space)) {
			return;
		}
		follow(space, new MadeMutation(Actor.SYSTEM_USER_ID, args, call(mutator, args)),
				() -> this.node.engine.syncedStores().mutate(space, mutator, args, Actor.system()));
	}

	/** Let a user in, unless the mutation of server code before is still under way. */
	void letIn(SpaceId space, String userId, String role) {
		AddUser args = new AddUser(userId, role);
		if (!isBusy(space)) {
			follow(space, aboutMembers(Members.ADD_USER, args),
					() -> this.node.engine.memberships().add(space, userId, role));
		}
	}

	/** Remove a user, unless the mutation of server code before is still under way. */
	void remove(SpaceId space, String userId) {
		RemoveUser args = new RemoveUser(userId);
		if (!isBusy(space)) {
			follow(space, aboutMembers(Members.REMOVE_USER, args),
					() -> this.node.engine.memberships().remove(space, userId));
		}
	}

	private <A> MadeMutation aboutMembers(MutatorName<A> mutator, A args) {
		String json = this.world.codecs().forType(mutator.argsType()).write(args);
		return new MadeMutation(Actor.SYSTEM_USER_ID, args, new ModelCall(mutator.name(), json));
	}

	private void follow(SpaceId space, MadeMutation mutation, Supplier<CompletableFuture<@Nullable Void>> work) {
		this.underWay.put(space, mutation);
		history(space).sentByServer(new SentMutation(Actor.SYSTEM_USER_ID, null, mutation.call()));
		work.get().whenComplete((nothing, failure) -> ended(space, mutation, failure));
	}

	private void ended(SpaceId space, MadeMutation mutation, @Nullable Throwable failure) {
		if (!this.underWay.remove(space, mutation)) {
			return;
		}
		ProcessedOutcome truth = history(space).endedOnServer();
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof StoreUnavailableException) {
			if (truth != null) {
				// The connection broke in the middle of the commit: only the log knows.
				settle(space, mutation, truth);
			}
			return;
		}
		mutation.settle(cause);
		madeIn(space).add(mutation);
		if (truth == null || !Objects.equals(truth.code(), mutation.code())) {
			this.world.violations()
				.add("Server code was told of " + mutation.call() + ": " + cause + ", but the log has " + truth);
		}
	}

	private void settle(SpaceId space, MadeMutation mutation, ProcessedOutcome truth) {
		mutation.settle((truth.code() != null) ? new MutationRejectedException(truth.code(), "") : null);
		madeIn(space).add(mutation);
	}

	private List<MadeMutation> madeIn(SpaceId space) {
		return this.made.computeIfAbsent(space, (key) -> new ArrayList<>());
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
		for (ProcessedMutation mutation : commit.mutations()) {
			if (mutation.code() == null) {
				statistics.letIn += mutation.mutator().equals(Members.ADD_USER.name()) ? 1 : 0;
				statistics.removed += mutation.mutator().equals(Members.REMOVE_USER.name()) ? 1 : 0;
			}
		}
		if (isJudged(space)) {
			history(space).committed(commit);
		}
	}

	/** Those that clients open; of others only what arrives there is looked at. */
	private boolean isJudged(SpaceId space) {
		return this.spaces.containsKey(space);
	}

	/** What is poked must follow what was poked before, and be in the log already. */
	private void announced(CommittedBatch batch) {
		if (!isJudged(batch.space())) {
			return;
		}
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

	/**
	 * One process of the server.
	 */
	private final class Node {

		private final MortalServer process = new MortalServer();

		private final SyncEngine engine;

		Node() {
			SimulationWorld world = SimulatedServer.this.world;
			VersionLog log = SimulatedServer.this.log;
			Executor executor = this.process.whileAlive(world.time().executor(world::shortWhile));
			WireCodec codec = new WireCodec();
			AccessDecisions access = access(executor);
			PokeHub hub = new PokeHub(
					new PokeParts(log, Set.of(world.workload().storeType()), access, codec::writeDelta, executor,
							this.process.whileAlive(world.time().serialExecutor(world::shortWhile)),
							world.time().clock(), PokeObserver.NONE));
			SyncEngineBuilder builder = SyncEngine.builder(log, SimulatedServer.this.mutators.catalog(), world.codecs())
				.access(access)
				.executor(executor)
				.clock(world.time().clock())
				.tokens(SimulatedServer.this.tokens)
				.limits(SimulatedServer.this.limits)
				.ports(world.ports())
				.enqueueable(world.actions())
				.commitListener(SimulatedServer.this::announced)
				.commitListener(hub);
			if (world.hasMembers()) {
				builder.members(ALL_SPACES);
			}
			this.engine = builder.build();
			this.process.serve(new InProcessServer(this.engine, hub, codec));
			every(TICK, hub::tick);
			every(MAINTENANCE, this.engine::maintain);
		}

		private AccessDecisions access(Executor executor) {
			SimulationWorld world = SimulatedServer.this.world;
			AccessDecisions byPolicy = new AccessDecisions(world.access(), RECHECK, executor, world.time().clock());
			return world.hasMembers() ? byPolicy.with(new MemberDirectory(ALL_SPACES, SimulatedServer.this.log,
					world.codecs(), RECHECK, world.time().clock())) : byPolicy;
		}

		private void every(Duration interval, Runnable task) {
			SimulatedServer.this.world.time().schedule(interval, this.process.whileAlive(() -> {
				task.run();
				every(interval, task);
			}));
		}

	}

}
