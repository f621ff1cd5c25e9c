package dev.syncedstore.test.world;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import dev.syncedstore.client.sync.ActionUnavailableException;
import dev.syncedstore.client.local.StoreClosedException;
import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.ActionName;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ServerClock;
import dev.syncedstore.core.Table;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;
import dev.syncedstore.test.transport.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Actions as clients see them, in a world where everything that can go wrong on the way
 * does.
 */
class WorldActionsTests {

	private static final ActionName<Upto, Sum> COUNT = ActionName.of("count", Upto.class, Sum.class);

	private static final ActionName<Upto, Sum> REFUSE = ActionName.of("refuse", Upto.class, Sum.class);

	private static final ActionName<Upto, Sum> UNHEARD_OF = ActionName.of("unheardOf", Upto.class, Sum.class);

	private static final ActionName<Upto, Upto> RING = ActionName.of("ring", Upto.class, Upto.class);

	private static final Table<Sum> SUMS = Table.of("sums", Sum.class);

	public record Upto(int number) {
	}

	public record Sum(int total) {
	}

	/** Mutators. */
	@Mutators(type = "sums")
	public static class Sums {

		@Mutator
		public void add(MutationContext ctx, Upto args) {
			int total = ctx.table(SUMS).get("all").map(Sum::total).orElse(0);
			ctx.table(SUMS).set("all", new Sum(total + args.number()));
		}

		@Mutator
		public void ringLater(MutationContext ctx, Upto seconds) {
			ctx.onServer(ServerClock.class, (clock) -> ctx
				.enqueueActionAt(Instant.ofEpochMilli(clock.millis()).plusSeconds(seconds.number()), RING, seconds));
		}

	}

	/** Actions. */
	@Actions(type = "sums")
	public static class SumActions {

		int begun;

		Consumer<ActionContext> before = (ctx) -> {
		};

		@Action
		public Sum count(ActionContext ctx, Upto args) {
			this.begun++;
			this.before.accept(ctx);
			for (int i = 1; i <= args.number(); i++) {
				ctx.mutate(Sums::add, new Upto(i));
			}
			return ctx.table(SUMS).get("all").orElse(new Sum(0));
		}

		@Action
		public Sum refuse(ActionContext ctx, Upto args) {
			throw new ActionFailedException("too_much", "Not " + args.number());
		}

		@Action
		public void ring(ActionContext ctx, Upto args) {
			ctx.mutate(Sums::add, new Upto(1000));
		}

	}

	private final SumActions actions = new SumActions();

	private final TestWorld world = TestWorld.builder()
		.mutators(Sums.class)
		.actions(this.actions)
		.access((space, user, operation) -> operation != SpaceOperation.CALL || !user.equals("reader"))
		.start();

	private final TestClient alice = this.world.client("alice");

	@Test
	void anActionRunsBehindWhatIsPendingAndItsResultComesWithItsEffects() {
		this.world.settle();
		this.alice.mutate(Sums::add, new Upto(100));
		CompletableFuture<Sum> result = call(COUNT, 4);
		CompletableFuture<Integer> seen = result.thenApply((sum) -> total(this.alice));
		this.world.waitUntil("it is over", result::isDone);
		assertThat(result.join()).isEqualTo(new Sum(110));
		assertThat(seen.join()).as("what the client had when it was told").isEqualTo(110);
	}

	@Test
	void progressIsSeenByOthersWhileTheActionRuns() {
		TestClient bob = this.world.client("bob");
		var watched = bob.watch((ctx) -> ctx.table(SUMS).get("all").map(Sum::total).orElse(0));
		this.world.settle();
		this.alice.network().latency(Duration.ofMillis(200));
		CompletableFuture<Sum> result = call(COUNT, 3);
		this.world.waitUntil("it is over", result::isDone);
		this.world.settle();
		assertThat(watched).contains(0, 6).isSorted();
	}

	@Test
	void aLostRequestOrAnswerRunsTheActionOnceAllTheSame() {
		this.world.settle();
		for (Fault fault : new Fault[] { Fault.REQUEST_DROPPED, Fault.ANSWER_LOST, Fault.REQUEST_REPEATED }) {
			this.alice.network().next(fault);
			CompletableFuture<Sum> result = call(COUNT, 1);
			this.world.waitUntil("it is over", result::isDone);
			assertThat(result).isCompleted();
		}
		assertThat(this.actions.begun).isEqualTo(3);
		assertThat(total(this.alice)).isEqualTo(3);
		assertThat(this.world.faults(Fault.ANSWER_LOST)).isEqualTo(1);
	}

	@Test
	void aServerThatDiesWhileTheActionRunsLeavesItInterrupted() {
		this.world.settle();
		CompletableFuture<Sum> result = call(COUNT, 1000);
		this.world.waitUntil("it runs", () -> this.actions.begun == 1);
		this.world.server().restart();
		this.world.waitUntil("it is over", result::isDone);
		assertThat(failure(result)).isInstanceOfSatisfying(ActionFailedException.class,
				(ex) -> assertThat(ex.code()).isEqualTo("interrupted"));
		assertThat(this.actions.begun).isEqualTo(1);
		this.world.settle();
		assertThat(total(this.alice)).as("what was done stays").isBetween(0, 500_499);
	}

	@Test
	void failuresHaveTheApplicationsCodeOrTheProtocols() {
		this.world.settle();
		assertThat(failed(this.alice, REFUSE)).hasMessage("Not 7").returns("too_much", ActionFailedException::code);
		assertThat(failed(this.alice, UNHEARD_OF)).returns("unknown_action", ActionFailedException::code);
		TestClient reader = this.world.client("reader");
		this.world.settle();
		assertThat(failed(reader, COUNT)).returns("access_denied", ActionFailedException::code);
	}

	@Test
	void aClientThatIsOfflineSaysSoAtOnce() {
		this.world.settle();
		this.alice.goOffline();
		assertThat(failure(call(COUNT, 1))).isInstanceOfSatisfying(ActionUnavailableException.class,
				(ex) -> assertThat(ex.mayHaveRun()).isFalse());
		this.alice.goOnline();
		this.world.settle();
		CompletableFuture<Sum> result = call(COUNT, 1);
		this.world.waitUntil("it is over", result::isDone);
		assertThat(result).isCompleted();
	}

	@Test
	void aClientThatGoesOfflineMeanwhileDoesNotKnow() {
		this.world.settle();
		this.alice.network().next(Fault.ANSWER_LOST);
		CompletableFuture<Sum> result = call(COUNT, 1);
		this.world.waitUntil("it ran", () -> this.actions.begun == 1);
		this.world.pass(Duration.ofMillis(5));
		this.alice.goOffline();
		this.world.waitUntil("it is told", result::isDone);
		assertThat(failure(result)).isInstanceOfSatisfying(ActionUnavailableException.class,
				(ex) -> assertThat(ex.mayHaveRun()).isTrue());
	}

	@Test
	void aStoreThatIsClosedMeanwhileSaysSo() {
		this.world.settle();
		this.alice.network().hold();
		CompletableFuture<Sum> result = call(COUNT, 1);
		this.alice.store().close();
		assertThat(failure(result)).isInstanceOf(StoreClosedException.class);
		assertThat(failure(call(COUNT, 1))).isInstanceOf(StoreClosedException.class);
	}

	@Test
	void whatIsEnqueuedForLaterRunsThenAlsoAfterTheServerHasDied() {
		this.world.settle();
		this.alice.mutate(Sums::ringLater, new Upto(60));
		this.world.settle();
		this.world.server().restart();
		this.world.pass(Duration.ofSeconds(50));
		assertThat(total(this.alice)).isZero();
		this.world.pass(Duration.ofSeconds(15));
		this.world.settle();
		assertThat(total(this.alice)).isEqualTo(1000);
		assertThat(this.world.server().parkedActions().list(0, 10)).isEmpty();
	}

	private CompletableFuture<Sum> call(ActionName<Upto, Sum> action, int number) {
		return this.alice.store().action(action, new Upto(number));
	}

	private ActionFailedException failed(TestClient client, ActionName<Upto, Sum> action) {
		CompletableFuture<Sum> result = client.store().action(action, new Upto(7));
		this.world.waitUntil("it is over", result::isDone);
		return (ActionFailedException) failure(result);
	}

	private Throwable failure(CompletableFuture<?> result) {
		this.world.waitUntil("it is over", result::isDone);
		Throwable failure = catchThrowable(result::join);
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private static int total(TestClient client) {
		return client.query((ctx) -> ctx.table(SUMS).get("all").map(Sum::total).orElse(0));
	}

}
