package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a list that fails smaller, as long as it fails: delta debugging. First halves are
 * left out, then quarters, and so on, until no single item can be left out any more or
 * the attempts are used up.
 */
final class Shrinking {

	private int attempts;

	Shrinking(int attempts) {
		this.attempts = attempts;
	}

	<T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
		List<T> smallest = failing;
		int size = Math.max(1, smallest.size() / 2);
		while (!smallest.isEmpty() && this.attempts > 0) {
			List<T> smaller = withoutSome(smallest, size, fails);
			if (smaller.size() == smallest.size()) {
				if (size == 1) {
					return smallest;
				}
				size = size / 2;
			}
			else {
				smallest = smaller;
				size = Math.max(1, Math.min(size, smallest.size() / 2));
			}
		}
		return smallest;
	}

	/** One round: from the end, because what comes last most often needs least of it. */
	private <T> List<T> withoutSome(List<T> failing, int size, Predicate<List<T>> fails) {
		List<T> smallest = failing;
		for (int end = failing.size(); end > 0 && this.attempts > 0; end -= size) {
			List<T> without = new ArrayList<>(smallest.subList(0, Math.max(0, end - size)));
			without.addAll(smallest.subList(Math.min(end, smallest.size()), smallest.size()));
			this.attempts--;
			if (fails.test(without)) {
				smallest = without;
			}
		}
		return smallest;
	}

}
