package dev.syncedstore.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.benchmarks.client.ClientComparison;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.engine.FullOutbox;
import dev.syncedstore.benchmarks.engine.HotEntries;
import dev.syncedstore.benchmarks.engine.ManyEntries;
import dev.syncedstore.benchmarks.engine.SharedSpace;
import dev.syncedstore.benchmarks.engine.SmallHeap;
import dev.syncedstore.benchmarks.load.Broadcast;
import dev.syncedstore.benchmarks.load.Loading;
import dev.syncedstore.benchmarks.load.Restart;
import dev.syncedstore.benchmarks.load.SubscriptionMemory;
import dev.syncedstore.benchmarks.wire.LastClient;
import dev.syncedstore.benchmarks.wire.LastClientUnderLoad;
import dev.syncedstore.benchmarks.wire.ManyIdleSpaces;
import dev.syncedstore.benchmarks.wire.PushesOverHttp;
import dev.syncedstore.benchmarks.wire.TwoNodes;

/**
 * All comparisons there are, by the name that their process is started with.
 */
final class Comparisons {

	// @formatter:off
	private static final Map<String, Comparison> ALL = new TreeMap<>(Map.ofEntries(
			Map.entry("broadcast", new Broadcast()),
			Map.entry("client", new ClientComparison()),
			Map.entry("full-outbox", new FullOutbox()),
			Map.entry("hot-entries", new HotEntries()),
			Map.entry("last-client", new LastClient()),
			Map.entry("last-client-under-load", new LastClientUnderLoad()),
			Map.entry("loading", new Loading()),
			Map.entry("many-entries", new ManyEntries()),
			Map.entry("many-idle-spaces", new ManyIdleSpaces()),
			Map.entry("pushes-over-http", new PushesOverHttp()),
			Map.entry("restart", new Restart()),
			Map.entry("shared-space", new SharedSpace()),
			Map.entry("small-heap", new SmallHeap()),
			Map.entry("subscription-memory", new SubscriptionMemory()),
			Map.entry("two-nodes", new TwoNodes())));
	// @formatter:on

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
	 * @param numbers of lines, empty for all of the form
	 */
	static List<String> filling(List<Integer> numbers, Form form) {
		return ALL.entrySet()
			.stream()
			.filter((entry) -> numbers.isEmpty() ? form == Form.FULL || entry.getValue().isForEveryDay()
					: entry.getValue().lines().stream().anyMatch((line) -> numbers.contains(line.number())))
			.map(Map.Entry::getKey)
			.toList();
	}

}
