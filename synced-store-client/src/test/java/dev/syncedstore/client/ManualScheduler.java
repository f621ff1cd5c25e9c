package dev.syncedstore.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

import dev.syncedstore.client.scheduling.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks by hand, at a time that a test sets. For one thread.
 */
public final class ManualScheduler extends Clock implements Scheduler {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(
			Comparator.comparing(Task::due).thenComparing(Task::number));

	private Instant now = START;

	private long numbers;

	@Override
	public void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	@Override
	public Cancellation schedule(Duration delay, Runnable task) {
		Task added = new Task(this.now.plus(delay), this.numbers++, task);
		this.tasks.add(added);
		return () -> this.tasks.remove(added);
	}

	/** Run what is due now. */
	public void runDue() {
		advance(Duration.ZERO);
	}

	/** Move the clock, running on the way what falls due. */
	public void advance(Duration duration) {
		Instant end = this.now.plus(duration);
		for (Task next = dueUntil(end); next != null; next = dueUntil(end)) {
			run(next);
		}
		this.now = end;
	}

	/** Move the clock, by at most so much, until something holds. */
	public boolean advanceUntil(Duration most, BooleanSupplier condition) {
		Instant end = this.now.plus(most);
		runDue();
		for (Task next = dueUntil(end); !condition.getAsBoolean(); next = dueUntil(end)) {
			if (next == null) {
				return false;
			}
			run(next);
			runDue();
		}
		return true;
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

	private @Nullable Task dueUntil(Instant end) {
		Task next = this.tasks.peek();
		return (next != null && !next.due.isAfter(end)) ? next : null;
	}

	private void run(Task task) {
		this.tasks.remove(task);
		this.now = task.due;
		task.work.run();
	}

	private record Task(Instant due, long number, Runnable work) {
	}

}
