package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.NonceWindow;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.log.VersionedPatch;
import dev.syncedstore.server.poke.Poke;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import dev.syncedstore.test.kitchensink.KitchenSinkWorkload;
import dev.syncedstore.test.transport.ServerPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A simulation that never finds anything proves nothing: here is something to find.
 */
@Tag("planted-bugs")
@Tag("one-jdk")
class PlantedBugTests {

	private static final int SEEDS = 20;

	private static final LongSupplier FAIR = () -> 6;

	/** Of the bugs that don't always show. */
	private final RandomGenerator chance = new SplittableRandom(1);

	@Test
	void aClientThatAppliesHalfOfACommitIsFound() {
		assertFound("is not what the server had at version",
				deltas((delta) -> with(delta, delta.patches().subList(0, (delta.patches().size() + 1) / 2))));
	}

	@Test
	void aClientThatForgetsDeletionsIsFound() {
		assertFound("is not what the server had at version", deltas(
				(delta) -> with(delta, delta.patches().stream().filter((patch) -> patch.value() != null).toList())));
	}

	@Test
	void aClientThatTakesRejectionsForSuccessIsFound() {
		assertFound("that it ended with null, but the server has",
				transport((transport) -> new TamperedTransport(transport, PlantedBugTests::withoutRejections,
						(pull) -> new PullResponse(withoutRejections(pull.delta()), pull.userId(), pull.schemaVersion(),
								pull.reset(), pull.nextPage()),
						(push) -> new PushResponse(push.userId(), push.lastMutationId(), push.version(), List.of()))));
	}

	@Test
	void aClientThatGoesBackToAnOlderBaseIsFound() {
		assertFound("went back from", transport((transport) -> {
			AtomicReference<PullResponse> first = new AtomicReference<>();
			return new TamperedTransport(transport, UnaryOperator.identity(), (pull) -> {
				first.compareAndSet(null, pull);
				return (this.chance.nextInt(5) == 0) ? first.get() : pull;
			}, UnaryOperator.identity());
		}));
	}

	@Test
	void aServerThatForgetsWhatItHasRunIsFound() {
		// Either it runs something again, or it finds a hole, and the client gives up its
		// id, or it tells a client that pulls that nothing has run.
		assertFound("when \\d+ was next|became another client|takes its mutation \\d+ for pending",
				log((log) -> TamperedLog.ofOutput(log, "clients", (clients) -> {
					Map<Object, Object> forgetful = new HashMap<>();
					((Map<?, ?>) clients).forEach((id, client) -> forgetful.put(id, forgetful((ClientRecord) client)));
					return forgetful;
				})));
	}

	@Test
	void aServerThatRunsWhatNobodySentIsFound() {
		WireCodec codec = new WireCodec();
		assertFound("but null was sent", server((server) -> new ServerPort() {

			@Override
			public CompletionStage<TransportResponse> post(String userId, TransportRequest request) {
				if (request.path().endsWith("/push")) {
					PushRequest push = codec.readPushRequest(request.body());
					server.post(userId,
							new TransportRequest(request.path(), request.headers(),
									codec.writePushRequest(new PushRequest(push.protocolVersion(),
											"ghost-of-" + userId.length(), push.userId(), 0, push.mutations()))));
				}
				return server.post(userId, request);
			}

			@Override
			public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
				return server.subscribe(subscription, receiver);
			}

		}));
	}

	@Test
	void aLogThatForgetsAWriteIsFound() {
		assertFound("is not what the server had at version|wrote something else", log((log) -> TamperedLog.ofInput(log,
				"append", (input) -> (this.chance.nextInt(10) == 0) ? withoutLastPatch((SpaceCommit) input) : input)));
	}

	@Test
	void aPullThatBringsWhatIsPrivateToAnotherIsFound() {
		assertFound("received what is not for them: secret-of:somebody", log((log) -> TamperedLog.ofOutput(log,
				"changes", (output) -> leaky((ChangePage) output, "notes/mine", Secrets.of("somebody", 1)))));
	}

	@Test
	void aPullThatBringsAKeyThatIsPrivateToAnotherIsFound() {
		assertFound("received what is not for them: \"key\":\"\\$\\$pu/somebody/secretly",
				log((log) -> TamperedLog.ofOutput(log, "changes",
						(output) -> leaky((ChangePage) output, "$$pu/somebody/secretly/here", "nothing"))));
	}

	@Test
	void aPokeThatBringsWhatIsPrivateToAnotherIsFound() {
		assertFound("received what is not for them: secret-of:alice", server((server) -> new ServerPort() {

			@Override
			public CompletionStage<TransportResponse> post(String userId, TransportRequest request) {
				return server.post(userId, request);
			}

			@Override
			public PokeHandle subscribe(PokeSubscription subscription, PokeReceiver receiver) {
				if (!subscription.userId().equals("alice")) {
					server.subscribe(new PokeSubscription(subscription.space(), "alice", "alices-client",
							subscription.schemaVersion()), new Leak(receiver));
				}
				return server.subscribe(subscription, receiver);
			}

		}));
	}

	@Test
	void aClientThatMiscountsVersionsIsFound() {
		assertFound("in the middle of a commit",
				deltas((delta) -> (delta.isEmptyRange() || this.chance.nextInt(10) > 0) ? delta : later(delta)));
	}

	@Test
	void aMutatorThatIsNotDeterministicIsFound() {
		assertFound("does not show its mutation 1 at once",
				() -> new DiceWorkload(FAIR, new AtomicLong()::incrementAndGet), Meddler.NONE);
	}

	@Test
	void aMutatorThatIsNotDeterministicOnTheServerIsFound() {
		assertFound("wrote something else than its mutations do",
				() -> new DiceWorkload(new AtomicLong()::incrementAndGet, FAIR), Meddler.NONE);
	}

	@Test
	void whatAnApplicationDemandsOfItsSpacesIsChecked() {
		assertFound("nobody rolls", () -> new DiceWorkload(FAIR, FAIR) {

			@Override
			public void check(SettledSpace space) {
				assertThat(space.mutations()).as("nobody rolls").isEmpty();
			}

		}, Meddler.NONE);
	}

	@Test
	void aFailureNamesItsSeedWhichFailsAgain() {
		Meddler bug = deltas((delta) -> with(delta, delta.patches().subList(0, delta.patches().size() / 2)));
		Simulation simulation = Simulation.of(KitchenSinkWorkload::new).with(bug);
		SimulationFailure found = catchThrowableOfType(SimulationFailure.class, () -> simulation.run(1, SEEDS));
		assertThat(found).hasMessageContaining("-Dsimulation.seed=" + found.seed());
		SimulationFailure again = catchThrowableOfType(SimulationFailure.class, () -> simulation.run(found.seed()));
		assertThat(again.getMessage()).startsWith(found.getMessage().strip()).contains(" ms server commits");
	}

	@Test
	void tooFewFaultsAreFoundToo() {
		SimulationReport report = Simulation.of(KitchenSinkWorkload::new).run(1, 2);
		assertThatCode(() -> report.requireFaults(0)).doesNotThrowAnyException();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> report.requireFaults(1_000))
			.withMessageContaining("fault half open happened");
	}

	private static void assertFound(String problem, Meddler bug) {
		assertFound(problem, KitchenSinkWorkload::new, bug);
	}

	/** One seed after the other, so that the first one found is always the same. */
	private static void assertFound(String problem, Supplier<Workload> workload, Meddler bug) {
		Simulation simulation = Simulation.of(workload).with(bug);
		assertThatExceptionOfType(SimulationFailure.class).isThrownBy(() -> {
			for (long seed = 1; seed <= SEEDS; seed++) {
				simulation.run(seed, 1);
			}
		}).satisfies((failure) -> assertThat(failure.getMessage()).containsPattern(problem));
	}

	private static Meddler deltas(UnaryOperator<Delta> bug) {
		return transport((transport) -> TamperedTransport.ofDeltas(transport, bug));
	}

	private static Meddler transport(UnaryOperator<SyncTransport> bug) {
		return new Meddler() {

			@Override
			public SyncTransport transport(String userId, SyncTransport transport) {
				return bug.apply(transport);
			}

		};
	}

	private static Meddler log(UnaryOperator<VersionLog> bug) {
		return new Meddler() {

			@Override
			public VersionLog log(VersionLog log) {
				return bug.apply(log);
			}

		};
	}

	private static Meddler server(UnaryOperator<ServerPort> bug) {
		return new Meddler() {

			@Override
			public ServerPort server(ServerPort server) {
				return bug.apply(server);
			}

		};
	}

	private static Delta with(Delta delta, List<Patch> patches) {
		return new Delta(delta.epoch(), delta.checkpoint(), delta.minIncludedVersion(), delta.maxIncludedVersion(),
				patches, delta.lastMutationIds(), delta.rejectedMutations());
	}

	private static Delta withoutRejections(Delta delta) {
		return new Delta(delta.epoch(), delta.checkpoint(), delta.minIncludedVersion(), delta.maxIncludedVersion(),
				delta.patches(), delta.lastMutationIds(), List.of());
	}

	private static Delta later(Delta delta) {
		return new Delta(delta.epoch(), (delta.checkpoint() != null) ? delta.checkpoint() : "none",
				delta.minIncludedVersion(), delta.maxIncludedVersion() + 100_000, delta.patches(),
				delta.lastMutationIds(), delta.rejectedMutations());
	}

	private static SpaceCommit withoutLastPatch(SpaceCommit commit) {
		int kept = Math.max(0, commit.patches().size() - 1);
		return new SpaceCommit(commit.version(), commit.checkpoint(), commit.committedAt(),
				commit.patches().subList(0, kept), commit.clients(), commit.settled(), commit.mutations());
	}

	private static ClientRecord forgetful(ClientRecord client) {
		return new ClientRecord(client.clientId(), client.userId(), Math.max(0, client.lastMutationId() - 1),
				Math.min(client.acknowledgedMutationId(), Math.max(0, client.lastMutationId() - 1)), NonceWindow.EMPTY,
				List.of());
	}

	private static ChangePage leaky(ChangePage page, String key, String text) {
		List<VersionedPatch> changes = new ArrayList<>(page.changes());
		changes.add(new VersionedPatch(1, new Patch(key, new StoredValue("{\"text\":\"" + text + "\"}"))));
		return new ChangePage(changes, page.complete());
	}

	/**
	 * Passes on what is private to alice.
	 */
	private record Leak(PokeReceiver receiver) implements PokeReceiver {

		@Override
		public void poked(Poke poke) {
			if (poke.json().contains("secret-of:alice")) {
				this.receiver.poked(poke);
			}
		}

		@Override
		public void ended(ProblemCode code, String detail) {
			// The receiver's own subscription goes on.
		}

	}

	/**
	 * Users who roll dice.
	 */
	private static class DiceWorkload implements Workload {

		private final Dice onServer;

		private final Dice onClient;

		DiceWorkload(LongSupplier onServer, LongSupplier onClient) {
			this.onServer = new Dice(onServer);
			this.onClient = new Dice(onClient);
		}

		@Override
		public String storeType() {
			return "dice";
		}

		@Override
		public Collection<?> mutators() {
			return List.of(this.onServer);
		}

		@Override
		public Collection<?> clientMutators() {
			return List.of(this.onClient);
		}

		@Override
		public void act(SimulatedUser user, RandomGenerator random) {
			user.mutate(Dice::roll, new Roll(user.userId()));
		}

	}

	/**
	 * Arguments.
	 */
	record Roll(String player) {
	}

	/**
	 * A number that was rolled.
	 */
	record Rolled(long eyes) {
	}

	/**
	 * Rolls what it is told to.
	 */
	@Mutators(type = "dice")
	public static final class Dice {

		private static final Table<Rolled> ROLLED = Table.of("rolled", Rolled.class);

		private final LongSupplier eyes;

		public Dice() {
			this(() -> 1);
		}

		Dice(LongSupplier eyes) {
			this.eyes = eyes;
		}

		@Mutator
		public void roll(MutationContext ctx, Roll args) {
			ctx.table(ROLLED).set(args.player(), new Rolled(this.eyes.getAsLong()));
		}

	}

}
