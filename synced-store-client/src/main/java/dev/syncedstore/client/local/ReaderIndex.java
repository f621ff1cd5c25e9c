package dev.syncedstore.client.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.KeyRange;

/**
 * Finds those who have read a key, without asking all of them: single keys are looked up,
 * and ranges by what all their keys begin with. Not thread-safe.
 *
 * @param <R> the type of readers
 */
public final class ReaderIndex<R> {

	private final Map<String, Set<R>> byKey = new HashMap<>();

	private final Map<String, List<RangeReader<R>>> byPrefix = new HashMap<>();

	/** How many prefixes there are of each length. */
	private final TreeMap<Integer, Integer> prefixLengths = new TreeMap<>();

	/** Create an empty index. */
	public ReaderIndex() {
	}

	/**
	 * Somebody has read something.
	 * @param reader who
	 * @param reads what
	 */
	public void add(R reader, ReadSet reads) {
		for (String key : reads.keys()) {
			this.byKey.computeIfAbsent(key, (missing) -> new LinkedHashSet<>()).add(reader);
		}
		for (KeyRange range : reads.ranges()) {
			this.byPrefix.computeIfAbsent(prefix(range), this::newPrefix).add(new RangeReader<>(range, reader));
		}
	}

	/**
	 * What somebody has read does not matter any more.
	 * @param reader who
	 * @param reads what, as it was added
	 */
	public void remove(R reader, ReadSet reads) {
		for (String key : reads.keys()) {
			this.byKey.computeIfPresent(key, (same, readers) -> {
				readers.remove(reader);
				return readers.isEmpty() ? null : readers;
			});
		}
		for (KeyRange range : reads.ranges()) {
			this.byPrefix.computeIfPresent(prefix(range), (prefix, readers) -> {
				readers.remove(new RangeReader<>(range, reader));
				if (!readers.isEmpty()) {
					return readers;
				}
				this.prefixLengths.computeIfPresent(prefix.length(), (same, count) -> (count > 1) ? count - 1 : null);
				return null;
			});
		}
	}

	/**
	 * Those who have read one of some keys.
	 * @param keys the keys
	 * @param target where they are added, each once
	 */
	public void find(Iterable<String> keys, Set<R> target) {
		for (String key : keys) {
			target.addAll(this.byKey.getOrDefault(key, Set.of()));
			for (int length : this.prefixLengths.headMap(key.length(), true).keySet()) {
				for (RangeReader<R> each : this.byPrefix.getOrDefault(key.substring(0, length), List.of())) {
					if (each.range().contains(key)) {
						target.add(each.reader());
					}
				}
			}
		}
	}

	private List<RangeReader<R>> newPrefix(String prefix) {
		this.prefixLengths.merge(prefix.length(), 1, Integer::sum);
		return new ArrayList<>();
	}

	/** The longest text that all keys of a range begin with. */
	private static String prefix(KeyRange range) {
		String prefix = range.from();
		while (!prefix.isEmpty() && KeyOrder.compare(range.to(), KeyOrder.endOfPrefix(prefix)) > 0) {
			prefix = prefix.substring(0, prefix.offsetByCodePoints(prefix.length(), -1));
		}
		return prefix;
	}

	private record RangeReader<R>(KeyRange range, R reader) {
	}

}
