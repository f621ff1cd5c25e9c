package dev.syncedstore.core.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * All entries of a space at one moment, in the order of their keys. Immutable: a change
 * makes a new instance that shares most of its memory with the old one, so a snapshot
 * costs nothing and rolling back is forgetting.
 */
public final class Entries implements EntryView {

	/** No entries. */
	public static final Entries EMPTY = new Entries(OrderedMap.empty(KeyOrder.COMPARATOR));

	/** From so many changes on, sorting them is worth it. */
	private static final int MANY = 16;

	private final OrderedMap<String, StoredValue> map;

	private Entries(OrderedMap<String, StoredValue> map) {
		this.map = map;
	}

	/**
	 * Entries made from scratch.
	 * @param values the values by their keys on the wire
	 * @return the entries
	 */
	public static Entries of(Map<String, StoredValue> values) {
		return new Entries(OrderedMap.copyOf(KeyOrder.COMPARATOR, values));
	}

	/**
	 * Entries made from scratch by many changes, at less cost than {@link #with}.
	 * @param changes the changes, applied in their order
	 * @return the entries
	 */
	public static Entries of(Collection<Patch> changes) {
		List<Map.Entry<String, StoredValue>> entries = new ArrayList<>(changes.size());
		for (Patch last : lastOfEachKey(changes)) {
			StoredValue value = last.value();
			if (value != null) {
				entries.add(Map.entry(last.key(), value));
			}
		}
		return new Entries(OrderedMap.ofSorted(KeyOrder.COMPARATOR, entries));
	}

	private static List<Patch> lastOfEachKey(Collection<Patch> changes) {
		List<Patch> sorted = new ArrayList<>(changes);
		// Stable, so that the last change of a key stays the last; and what is sorted
		// already takes no time.
		sorted.sort(Comparator.comparing(Patch::key, KeyOrder.COMPARATOR));
		List<Patch> last = new ArrayList<>(sorted.size());
		for (int i = 0; i < sorted.size(); i++) {
			if (i + 1 == sorted.size() || !sorted.get(i + 1).key().equals(sorted.get(i).key())) {
				last.add(sorted.get(i));
			}
		}
		return last;
	}

	@Override
	public @Nullable StoredValue get(String key) {
		return this.map.get(key);
	}

	@Override
	public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
		return this.map.range(range.from(), range.fromInclusive(), range.to(), range.reverse());
	}

	/**
	 * The entries after some changes.
	 * @param changes the changes, applied in their order
	 * @return new entries; these stay as they are
	 */
	public Entries with(Collection<Patch> changes) {
		OrderedMap<String, StoredValue> result = (changes.size() < MANY) ? oneByOne(changes) : atOnce(changes);
		return (result != this.map) ? new Entries(result) : this;
	}

	private OrderedMap<String, StoredValue> oneByOne(Collection<Patch> changes) {
		OrderedMap<String, StoredValue> result = this.map;
		for (Patch change : changes) {
			StoredValue value = change.value();
			result = (value != null) ? result.put(change.key(), value) : result.remove(change.key());
		}
		return result;
	}

	private OrderedMap<String, StoredValue> atOnce(Collection<Patch> changes) {
		List<String> keys = new ArrayList<>(changes.size());
		List<@Nullable StoredValue> values = new ArrayList<>(changes.size());
		for (Patch last : lastOfEachKey(changes)) {
			keys.add(last.key());
			values.add(last.value());
		}
		return this.map.with(keys, values);
	}

	/**
	 * All entries, ascending.
	 * @return the entries
	 */
	public Iterator<Map.Entry<String, StoredValue>> all() {
		return this.map.iterator();
	}

	/**
	 * How many entries there are.
	 * @return the number
	 */
	public int size() {
		return this.map.size();
	}

}
