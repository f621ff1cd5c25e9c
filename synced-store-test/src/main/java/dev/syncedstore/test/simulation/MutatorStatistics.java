package dev.syncedstore.test.simulation;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was seen of mutators, counted. Thread-safe.
 */
final class MutatorStatistics {

	private final Map<String, Long> applied = new TreeMap<>();

	private final Map<String, Long> rejected = new TreeMap<>();

	private final Map<String, Long> different = new TreeMap<>();

	synchronized void ran(String mutator, boolean applied) {
		(applied ? this.applied : this.rejected).merge(mutator, 1L, Long::sum);
	}

	/** On the server a mutation did something else than where it was made. */
	synchronized void differed(String mutator) {
		this.different.merge(mutator, 1L, Long::sum);
	}

	synchronized Map<String, Long> applied() {
		return new TreeMap<>(this.applied);
	}

	synchronized Map<String, Long> rejected() {
		return new TreeMap<>(this.rejected);
	}

	synchronized Map<String, Long> different() {
		return new TreeMap<>(this.different);
	}

}
