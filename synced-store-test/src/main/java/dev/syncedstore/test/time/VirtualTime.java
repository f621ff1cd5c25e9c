package dev.syncedstore.test.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The time of a simulation, and all that is to happen in it, in one thread. Time jumps
 * from one task to the next, so an hour passes in no time. Tasks of the same moment run
 * in an order that the source of randomness decides, so that nothing comes to rely on an
 * order that threads would not keep; the same source makes the same order again.
 * <p>
 * Belongs to the thread that made it, and refuses tasks from others: whoever starts
 * threads can't be simulated.
 */
public final class VirtualTime {

	private volatile Thread owner = Thread.currentThread();

	private final ManualClock clock;

	private final LongSupplier order;

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.<Task, Instant>comparing((task) -> task.at)
		.thenComparingLong((task) -> task.order)
		.thenComparingLong((task) -> task.number));

	private Runnable observer = () -> {
	};

	private long scheduled;

	/**
	 * Create a time.
	 * @param start the first moment
	 * @param order a number for each task, as random as the order of tasks of one moment
	 * shall be; with the same number for all they run in the order they came
	 */
	public VirtualTime(Instant start, LongSupplier order) {
		this.clock = new ManualClock(start);
		this.order = order;
	}

	/**
	 * The clock that shows this time.
	 * @return the clock
	 */
	public Clock clock() {
		return this.clock;
	}

	/**
	 * Look on.
	 * @param observer is called after each task
	 */
	public void afterEachTask(Runnable observer) {
		this.observer = observer;
	}

	/**
	 * Let tasks come from another thread, while the present owner waits for it.
	 * @param thread from where they may come from now on
	 * @return from where they could come before
	 */
	public Thread passTo(Thread thread) {
		Thread before = this.owner;
		this.owner = thread;
		return before;
	}

	/**
	 * Run a task later.
	 * @param delay in how long; nothing runs before this method returns
	 * @param task the task
	 * @return cancels the task if it has not begun
	 */
	public ScheduledTask schedule(Duration delay, Runnable task) {
		if (Thread.currentThread() != this.owner) {
			throw new IllegalStateException("A task came from the thread " + Thread.currentThread().getName()
					+ ", but everything in virtual time happens in one thread: " + this.owner.getName());
		}
		Duration wait = delay.isNegative() ? Duration.ZERO : delay;
		Task added = new Task(this.clock.instant().plus(wait), this.order.getAsLong(), this.scheduled++, task);
		this.tasks.add(added);
		return () -> this.tasks.remove(added);
	}

	/**
	 * An executor that runs tasks as a pool of threads would: soon, and in any order.
	 * @param latency how long the next task takes to begin
	 * @return the executor
	 */
	public Executor executor(Supplier<Duration> latency) {
		return (task) -> schedule(latency.get(), task);
	}

	/**
	 * An executor that runs tasks as one thread would: soon, and in the order they came.
	 * @param latency how long the next task takes to begin
	 * @return the executor
	 */
	public Executor serialExecutor(Supplier<Duration> latency) {
		return new Serial(latency);
	}

	/**
	 * Run the next task, moving the clock to its moment.
	 * @return {@code false} if there is none
	 */
	public boolean runNext() {
		Task next = this.tasks.poll();
		if (next == null) {
			return false;
		}
		this.clock.set(next.at);
		next.task.run();
		this.observer.run();
		return true;
	}

	/**
	 * Let time pass, and run what is to happen meanwhile.
	 * @param duration how long
	 */
	public void pass(Duration duration) {
		Instant end = this.clock.instant().plus(duration);
		while (isDueBy(end)) {
			runNext();
		}
		this.clock.set(end);
	}

	/**
	 * Let time pass until something is so.
	 * @param condition what to wait for; asked before each task
	 * @param limit how long to wait at most
	 * @return whether it is so
	 */
	public boolean passUntil(BooleanSupplier condition, Duration limit) {
		Instant end = this.clock.instant().plus(limit);
		while (!condition.getAsBoolean()) {
			if (!isDueBy(end)) {
				this.clock.set(end);
				return condition.getAsBoolean();
			}
			runNext();
		}
		return true;
	}

	/**
	 * How many tasks wait.
	 * @return the number
	 */
	public int waiting() {
		return this.tasks.size();
	}

	private boolean isDueBy(Instant end) {
		Task next = this.tasks.peek();
		return next != null && !next.at.isAfter(end);
	}

	/**
	 * Cancels a task.
	 */
	@FunctionalInterface
	public interface ScheduledTask {

		/**
		 * Forget the task. Does nothing once it has begun.
		 */
		void cancel();

	}

	private record Task(Instant at, long order, long number, Runnable task) {
	}

	/**
	 * One task at a time, in order.
	 */
	private final class Serial implements Executor {

		private final Supplier<Duration> latency;

		private final Deque<Runnable> queue = new ArrayDeque<>();

		Serial(Supplier<Duration> latency) {
			this.latency = latency;
		}

		@Override
		public void execute(Runnable task) {
			this.queue.add(task);
			if (this.queue.size() == 1) {
				schedule(this.latency.get(), this::runOne);
			}
		}

		private void runOne() {
			try {
				this.queue.element().run();
			}
			finally {
				this.queue.remove();
				if (!this.queue.isEmpty()) {
					schedule(this.latency.get(), this::runOne);
				}
			}
		}

	}

}
