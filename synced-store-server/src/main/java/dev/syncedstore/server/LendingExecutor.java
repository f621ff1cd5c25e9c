package dev.syncedstore.server;

import java.util.concurrent.Executor;

/**
 * An executor that may let a caller do a task itself, as if the calling thread were one
 * of its own. Thread-safe.
 */
public interface LendingExecutor extends Executor {

	/**
	 * Run a task on the calling thread, if there is room for it.
	 * @param task what to do
	 * @return whether it was done; otherwise nothing has happened
	 */
	boolean runHere(Runnable task);

}
