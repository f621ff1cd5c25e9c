package dev.syncedstore.test.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

import dev.syncedstore.client.scheduling.Scheduler;

/**
 * A client's scheduler in virtual time. Its own tasks keep the order in which they fall
 * due; between tasks of the same moment of different schedulers, chance decides.
 */
public final class VirtualScheduler implements Scheduler {

	private final VirtualTime time;

	private final PriorityQueue<Due> due = new PriorityQueue<>(
			Comparator.comparing(Due::at).thenComparingLong(Due::number));

	private long scheduled;

	/**
	 * Create a scheduler.
	 * @param time the time it runs in
	 */
	public VirtualScheduler(VirtualTime time) {
		this.time = time;
	}

	@Override
	public void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	@Override
	public Cancellation schedule(Duration delay, Runnable task) {
		Due added = new Due(this.time.clock().instant().plus(delay), this.scheduled++, task);
		this.due.add(added);
		VirtualTime.ScheduledTask turn = this.time.schedule(delay, this::runOne);
		return () -> {
			if (this.due.remove(added)) {
				turn.cancel();
			}
		};
	}

	/**
	 * Each turn runs the task that is due longest, which need not be the one that the
	 * turn was taken for; so the turn of one that was taken back may find nothing.
	 */
	private void runOne() {
		Due next = this.due.peek();
		if (next != null && !next.at.isAfter(this.time.clock().instant())) {
			this.due.remove().task.run();
		}
	}

	private record Due(Instant at, long number, Runnable task) {
	}

}
