package dev.syncedstore.client.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Stands before one kind of request and is closed for a while after a failure. Used on
 * the scheduler alone.
 */
final class Gate {

	private static final int MAX_DOUBLINGS = 20;

	private final SyncTimings timings;

	private final RandomGenerator random;

	private final Timer timer;

	private final Runnable opened;

	private int failures;

	private boolean held;

	/**
	 * Create an open gate.
	 * @param environment gives the scheduler and the jitter
	 * @param timings how long to wait
	 * @param opened runs when the gate opens again
	 */
	Gate(SyncEnvironment environment, SyncTimings timings, Runnable opened) {
		this.timings = timings;
		this.random = environment.random();
		this.timer = new Timer(environment.scheduler());
		this.opened = opened;
	}

	boolean isOpen() {
		return !this.timer.isRunning();
	}

	/**
	 * Close it for a random while, up to twice as long after each failure in a row: the
	 * jitter keeps those apart who failed together.
	 */
	void retryLater() {
		int doublings = Math.min(this.failures++, MAX_DOUBLINGS);
		long longest = Math.min(this.timings.longestRetry().toMillis(),
				this.timings.firstRetry().toMillis() << doublings);
		close(Duration.ofMillis(1 + this.random.nextLong(longest)), false);
	}

	/**
	 * Close it for at least as long, whatever happens.
	 * @param duration how long
	 */
	void hold(Duration duration) {
		this.failures++;
		close(duration.plusMillis(this.random.nextLong(this.timings.firstRetry().toMillis())), true);
	}

	/** What it stands before works again. */
	void succeeded() {
		this.failures = 0;
	}

	/** There is hope that a retry works now. */
	void hurry() {
		if (!isOpen() && !this.held) {
			open();
		}
	}

	/** Whatever it is closed for has changed. */
	void open() {
		this.timer.stop();
		this.held = false;
		this.opened.run();
	}

	/** Open it silently, and forget about failures. */
	void reset() {
		this.timer.stop();
		this.held = false;
		this.failures = 0;
	}

	private void close(Duration duration, boolean held) {
		this.held = held;
		this.timer.start(duration, this::open);
	}

}
