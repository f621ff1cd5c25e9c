package dev.syncedstore.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.load.Broadcast;
import dev.syncedstore.benchmarks.load.Loading;
import dev.syncedstore.benchmarks.load.Restart;
import dev.syncedstore.benchmarks.load.SubscriptionMemory;
import dev.syncedstore.benchmarks.wire.LastClient;
import dev.syncedstore.benchmarks.wire.PushesOverHttp;

/**
 * All comparisons there are, by the name that their process is started with.
 */
final class Comparisons {

	private static final Map<String, Comparison> ALL = new TreeMap<>(Map.ofEntries(
			// 3
			Map.entry("pushes-over-http", new PushesOverHttp()),
			// 5
			Map.entry("last-client", new LastClient()),
			// 7
			Map.entry("broadcast", new Broadcast()),
			// 8, 9, 10
			Map.entry("loading", new Loading()),
			// 14
			Map.entry("subscription-memory", new SubscriptionMemory()),
			// 15
			Map.entry("restart", new Restart())));

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
