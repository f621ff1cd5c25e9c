package dev.syncedstore.test.simulation;

import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import dev.syncedstore.client.scheduling.Scheduler;

/**
 * Lets all clients work on the thread of the test, in real time, so that each of their
 * steps can be checked before the next.
 */
final class TestThread implements Scheduler, Executor {

	private static final Duration GLANCE = Duration.ofMillis(20);

	private final DelayQueue<Due> tasks = new DelayQueue<>();

	private final AtomicLong number = new AtomicLong();

	private final Runnable afterEachTask;

	TestThread(Runnable afterEachTask) {
		this.afterEachTask = afterEachTask;
	}

	@Override
	public void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	@Override
	public Cancellation schedule(Duration delay, Runnable task) {
		Due due = new Due(System.nanoTime() + delay.toNanos(), this.number.getAndIncrement(), task);
		this.tasks.add(due);
		return () -> this.tasks.remove(due);
	}

	/** Do what there is to do, for a while. */
	void work(Duration duration) {
		workUntil(() -> false, duration);
	}

	/**
	 * Do what there is to do until something is so.
	 * @return whether it is so
	 */
	boolean workUntil(BooleanSupplier condition, Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			long left = Math.min(end - System.nanoTime(), GLANCE.toNanos());
			if (left <= 0) {
				return false;
			}
			try {
				Due next = this.tasks.poll(left, TimeUnit.NANOSECONDS);
				if (next != null) {
					next.task.run();
					this.afterEachTask.run();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("The test was interrupted", ex);
			}
		}
		return true;
	}

	private record Due(long at, long number, Runnable task) implements Delayed {

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(this.at - System.nanoTime(), TimeUnit.NANOSECONDS);
		}

		@Override
		public int compareTo(Delayed other) {
			Due that = (Due) other;
			int byTime = Long.signum(this.at - that.at);
			return (byTime != 0) ? byTime : Long.compare(this.number, that.number);
		}

	}

}
