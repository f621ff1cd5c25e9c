package dev.syncedstore.benchmarks.engine;

/**
 * Does one thing again and again. Used by one thread at a time.
 */
interface Caller {

	/**
	 * Do it once.
	 * @throws Exception if it failed, which ends the run
	 */
	void call() throws Exception;

	/** How many mutations are durable by now. */
	long mutations();

}
