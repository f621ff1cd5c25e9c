package dev.syncedstore.test.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VirtualTimeTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final List<String> ran = new ArrayList<>();

	@Test
	void anHourPassesAtOnceAndTasksRunAtTheirTimes() {
		VirtualTime time = new VirtualTime(START, () -> 0);
		time.schedule(Duration.ofMinutes(30), () -> this.ran.add("half past " + time.clock().instant()));
		time.schedule(Duration.ofMinutes(10), () -> this.ran.add("ten past " + time.clock().instant()));
		time.schedule(Duration.ofMinutes(61), () -> this.ran.add("too late"));
		time.pass(Duration.ofHours(1));
		assertThat(this.ran).containsExactly("ten past 2026-01-01T00:10:00Z", "half past 2026-01-01T00:30:00Z");
		assertThat(time.clock().instant()).isEqualTo("2026-01-01T01:00:00Z");
		assertThat(time.waiting()).isEqualTo(1);
	}

	@Test
	void tasksOfTheSameMomentRunInAnOrderThatTheSeedDecides() {
		Set<String> orders = new HashSet<>();
		for (long seed = 1; seed <= 50; seed++) {
			String order = orderOfThree(seed);
			assertThat(orderOfThree(seed)).isEqualTo(order);
			orders.add(order);
		}
		assertThat(orders).containsExactlyInAnyOrder("abc", "acb", "bac", "bca", "cab", "cba");
	}

	private static String orderOfThree(long seed) {
		VirtualTime time = new VirtualTime(START, new SplittableRandom(seed)::nextLong);
		StringBuilder order = new StringBuilder();
		Executor executor = time.executor(() -> Duration.ZERO);
		List.of("a", "b", "c").forEach((name) -> executor.execute(() -> order.append(name)));
		time.pass(Duration.ZERO);
		return order.toString();
	}

	@Test
	void aSerialExecutorKeepsTheOrderWhateverTheSeed() {
		for (long seed = 1; seed <= 20; seed++) {
			VirtualTime time = new VirtualTime(START, new SplittableRandom(seed)::nextLong);
			Executor executor = time.serialExecutor(() -> Duration.ofMillis(time.waiting() % 2));
			List<Integer> order = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				int number = i;
				executor.execute(() -> order.add(number));
			}
			time.pass(Duration.ofSeconds(1));
			assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
		}
	}

	@Test
	void aClientsSchedulerKeepsTheOrderInWhichTasksFallDue() {
		for (long seed = 1; seed <= 20; seed++) {
			VirtualTime time = new VirtualTime(START, new SplittableRandom(seed)::nextLong);
			VirtualScheduler scheduler = new VirtualScheduler(time);
			List<String> order = new ArrayList<>();
			scheduler.schedule(Duration.ofMillis(5), () -> order.add("later"));
			scheduler.execute(() -> {
				order.add("first");
				scheduler.execute(() -> order.add("third"));
			});
			scheduler.execute(() -> order.add("second"));
			scheduler.schedule(Duration.ofMillis(5), () -> order.add("last"));
			time.pass(Duration.ofSeconds(1));
			assertThat(order).containsExactly("first", "second", "third", "later", "last");
		}
	}

	@Test
	void aTaskThatIsTakenBackDoesNotRunAndTakesNoOthersPlace() {
		for (long seed = 1; seed <= 20; seed++) {
			VirtualTime time = new VirtualTime(START, new SplittableRandom(seed)::nextLong);
			VirtualScheduler scheduler = new VirtualScheduler(time);
			List<String> order = new ArrayList<>();
			var second = scheduler.schedule(Duration.ofMillis(1), () -> order.add("second"));
			scheduler.schedule(Duration.ofMillis(1), second::cancel);
			var third = scheduler.schedule(Duration.ofMillis(1), () -> order.add("third"));
			scheduler.execute(third::cancel);
			scheduler.schedule(Duration.ofMillis(2), () -> order.add("last"));
			time.pass(Duration.ofMillis(1));
			assertThat(order).containsExactly("second");
			time.pass(Duration.ofMillis(1));
			assertThat(order).containsExactly("second", "last");
			assertThat(time.waiting()).isZero();
		}
	}

	@Test
	void timePassesOnlyUntilWhatIsWaitedForIsSo() {
		VirtualTime time = new VirtualTime(START, () -> 0);
		time.schedule(Duration.ofSeconds(1), () -> this.ran.add("one"));
		time.schedule(Duration.ofSeconds(2), () -> this.ran.add("two"));
		assertThat(time.passUntil(() -> !this.ran.isEmpty(), Duration.ofMinutes(1))).isTrue();
		assertThat(time.clock().instant()).isEqualTo(START.plusSeconds(1));
		assertThat(time.passUntil(() -> this.ran.size() > 2, Duration.ofMinutes(1))).isFalse();
		assertThat(time.clock().instant()).isEqualTo(START.plusSeconds(61));
	}

	@Test
	void somebodyMayLookOnAfterEachTask() {
		VirtualTime time = new VirtualTime(START, () -> 0);
		time.afterEachTask(() -> this.ran.add("seen"));
		time.schedule(Duration.ZERO, () -> this.ran.add("done"));
		time.schedule(Duration.ofSeconds(1), () -> this.ran.add("done"));
		time.pass(Duration.ofSeconds(1));
		assertThat(this.ran).containsExactly("done", "seen", "done", "seen");
	}

	@Test
	void otherThreadsAreRefused() {
		VirtualTime time = new VirtualTime(START, () -> 0);
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> time.schedule(Duration.ZERO, () -> {
		}));
		assertThatThrownBy(other::join).hasCauseInstanceOf(IllegalStateException.class)
			.hasMessageContaining("everything in virtual time happens in one thread");
	}

	@Test
	void aManualClockCanAlsoBeTurnedBack() {
		ManualClock clock = new ManualClock(START);
		clock.advance(Duration.ofHours(1));
		assertThat(clock.instant()).isEqualTo(START.plusSeconds(3600));
		clock.advance(Duration.ofDays(-1));
		assertThat(clock.millis()).isEqualTo(START.plusSeconds(3600).toEpochMilli() - Duration.ofDays(1).toMillis());
	}

}
