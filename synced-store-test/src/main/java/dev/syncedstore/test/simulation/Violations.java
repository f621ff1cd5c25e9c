package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found that must not be. Gathered rather than thrown, because it may be found
 * in the middle of code that catches exceptions.
 */
final class Violations {

	private static final int MAX = 10;

	private final List<String> found = new ArrayList<>();

	void add(String violation) {
		if (this.found.size() < MAX) {
			this.found.add(violation);
		}
	}

	boolean isEmpty() {
		return this.found.isEmpty();
	}

	List<String> all() {
		return List.copyOf(this.found);
	}

}
