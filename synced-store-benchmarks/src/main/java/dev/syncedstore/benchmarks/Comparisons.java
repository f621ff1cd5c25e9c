package dev.syncedstore.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.benchmarks.client.ClientComparison;
import dev.syncedstore.benchmarks.compare.Comparison;

/**
 * All comparisons there are, by the name that their process is started with.
 */
final class Comparisons {

	private static final Map<String, Comparison> ALL = new TreeMap<>(Map.ofEntries(
			// Mutating, scanning, rebasing.
			Map.entry("client", new ClientComparison())));

	private Comparisons() {
	}

	static Comparison get(String name) {
		Comparison comparison = ALL.get(name);
		if (comparison == null) {
			throw new IllegalArgumentException("No comparison is called " + name + ", but " + ALL.keySet());
		}
		return comparison;
	}

	/**
	 * Names of comparisons that fill one of the lines.
	 * @param numbers of lines, empty for all
	 */
	static List<String> filling(List<Integer> numbers) {
		return ALL.entrySet()
			.stream()
			.filter((entry) -> numbers.isEmpty()
					|| entry.getValue().lines().stream().anyMatch((line) -> numbers.contains(line.number())))
			.map(Map.Entry::getKey)
			.toList();
	}

}
