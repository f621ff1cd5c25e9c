package dev.syncedstore.client.sync;

import java.time.Duration;

import dev.syncedstore.client.scheduling.Scheduler;

/**
 * Waits for one thing at a time. Used on the scheduler alone.
 */
final class Timer {

	private static final Scheduler.Cancellation NOTHING = () -> {
	};

	private final Scheduler scheduler;

	private Scheduler.Cancellation scheduled = NOTHING;

	Timer(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	/** Wait, in place of what was waited for. */
	void start(Duration delay, Runnable task) {
		stop();
		this.scheduled = this.scheduler.schedule(delay, () -> {
			this.scheduled = NOTHING;
			task.run();
		});
	}

	void stop() {
		this.scheduled.cancel();
		this.scheduled = NOTHING;
	}

	boolean isRunning() {
		return this.scheduled != NOTHING;
	}

}
