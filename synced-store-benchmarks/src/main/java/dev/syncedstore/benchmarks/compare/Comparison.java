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

	/**
	 * What the process of this is started with.
	 * @return options of the virtual machine, such as the size of the heap
	 */
	default List<String> jvmOptions() {
		return List.of();
	}

	/**
	 * Whether the short form has it, if nobody asks for its lines by their numbers.
	 * @return {@code false} for what takes much longer to set up than to measure
	 */
	default boolean isForEveryDay() {
		return true;
	}

	/**
	 * Whether one pair without warm-up is enough, because what is to be shown is that
	 * something long comes to its end.
	 * @return {@code true} to run each side once
	 */
	default boolean runsOnce() {
		return false;
	}

}
