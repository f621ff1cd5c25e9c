package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Where actions run, and what they wait by: threads of their own, or, in a simulation,
 * whatever lets one thing happen after the other. Thread-safe.
 */
public interface ActionThreads {

	/**
	 * Run an action on a thread of its own.
	 * @param action the action; it doesn't throw
	 * @return the action as it runs
	 * @throws java.util.concurrent.RejectedExecutionException if it can't be run
	 */
	Running start(Runnable action);

	/**
	 * Wait for something. Called by an action, on its thread.
	 * @param <T> the type of the result
	 * @param future what to wait for
	 * @return its result
	 * @throws InterruptedException if the action is interrupted
	 * @throws ExecutionException if the future fails
	 */
	<T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException;

	/**
	 * Do something later.
	 * @param delay how much later
	 * @param task what to do; it is quick
	 * @return takes it back
	 */
	Runnable after(Duration delay, Runnable task);

	/**
	 * An action as it runs.
	 */
	@FunctionalInterface
	interface Running {

		/** Interrupt its thread, if it still runs. */
		void interrupt();

	}

}
