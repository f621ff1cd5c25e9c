package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found that must not be. Gathered rather than thrown, because it may be found
 * in the middle of code that catches exceptions. Thread-safe.
 */
final class Violations {

	private static final int MAX = 10;

	private static final int MAX_LENGTH = 4_000;

	private final List<String> found = new ArrayList<>();

	synchronized void add(String violation) {
		if (this.found.size() < MAX) {
			this.found.add((violation.length() > MAX_LENGTH) ? violation.substring(0, MAX_LENGTH) + "..." : violation);
		}
	}

	synchronized boolean isEmpty() {
		return this.found.isEmpty();
	}

	synchronized List<String> all() {
		return List.copyOf(this.found);
	}

}
