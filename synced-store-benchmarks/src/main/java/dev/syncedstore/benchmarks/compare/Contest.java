package dev.syncedstore.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The two sides of a comparison. Called by one thread, the sides in turns.
 */
public interface Contest extends AutoCloseable {

	/**
	 * Run the baseline.
	 * @param slice about how long; what can't be cut is run at least once
	 * @return figures by the names of the lines, without those that need no baseline
	 * @throws Exception if that fails, which ends the run
	 */
	Map<String, Double> baseline(Duration slice) throws Exception;

	/**
	 * Run what is to be shown.
	 * @param slice about how long; what can't be cut is run at least once
	 * @return figures by the names of the lines
	 * @throws Exception if that fails, which ends the run
	 */
	Map<String, Double> candidate(Duration slice) throws Exception;

	@Override
	default void close() throws IOException {
	}

}
