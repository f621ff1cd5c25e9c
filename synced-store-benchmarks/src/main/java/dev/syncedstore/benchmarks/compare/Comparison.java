package dev.syncedstore.benchmarks.compare;

import java.util.List;

/**
 * Something that is measured against something else, and fills one or more lines of the
 * table. Each runs in a process of its own.
 */
public interface Comparison {

	/**
	 * What this fills.
	 * @return the lines
	 */
	List<Line> lines();

	/**
	 * Set everything up: databases, servers, data.
	 * @param form how thorough
	 * @return both sides, ready
	 * @throws Exception if that fails, which ends the run
	 */
	Contest open(Form form) throws Exception;

}
