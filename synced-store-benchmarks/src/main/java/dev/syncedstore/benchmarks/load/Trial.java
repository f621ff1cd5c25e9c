package dev.syncedstore.benchmarks.load;

import java.io.IOException;

/**
 * One of several things that a contest measures in turns: how long both sides take for
 * the same. Called by one thread.
 */
interface Trial extends AutoCloseable {

	/**
	 * Run the baseline once.
	 * @return how long it took, in milliseconds
	 */
	double baseline() throws Exception;

	/**
	 * Run what is to be shown once.
	 * @return how long it took, in milliseconds
	 */
	double candidate() throws Exception;

	@Override
	default void close() throws IOException {
	}

}
