package dev.syncedstore.client.scheduling;

import java.time.Duration;

/**
 * Runs the client's own work, one task at a time and in the order in which tasks fall
 * due. The client never blocks in a task. An implementation may be called from any
 * thread.
 */
public interface Scheduler {

	/**
	 * Run a task soon, never before this call returns.
	 * @param task the task
	 */
	void execute(Runnable task);

	/**
	 * Run a task later.
	 * @param delay how much later
	 * @param task the task
	 * @return takes the task back
	 */
	Cancellation schedule(Duration delay, Runnable task);

	/**
	 * Takes a task back that has not begun.
	 */
	@FunctionalInterface
	interface Cancellation {

		/** Take the task back. Too late or twice, this does nothing. */
		void cancel();

	}

}
