package dev.syncedstore.client.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Notices that the machine has slept: the clock on the wall has gone on, the scheduler
 * has not. A clock that was set forward looks the same, and then a connection is made
 * anew for nothing. Used on the scheduler alone.
 */
final class SleepWatch {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	/** A busy machine may be as late without having slept. */
	private static final Duration TOLERANCE = Duration.ofSeconds(20);

	private final Clock clock;

	private final Timer timer;

	private final Runnable awoken;

	private Instant last = Instant.EPOCH;

	SleepWatch(SyncEnvironment environment, Runnable awoken) {
		this.clock = environment.clock();
		this.timer = new Timer(environment.scheduler());
		this.awoken = awoken;
	}

	void start() {
		this.last = this.clock.instant();
		this.timer.start(INTERVAL, this::look);
	}

	void stop() {
		this.timer.stop();
	}

	private void look() {
		Duration passed = Duration.between(this.last, this.clock.instant());
		start();
		if (passed.compareTo(INTERVAL.plus(TOLERANCE)) > 0) {
			this.awoken.run();
		}
	}

}
