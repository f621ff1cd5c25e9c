package dev.syncedstore.core.state;

import java.util.Collection;
import java.util.Iterator;
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
		OrderedMap<String, StoredValue> result = this.map;
		for (Patch change : changes) {
			StoredValue value = change.value();
			result = (value != null) ? result.put(change.key(), value) : result.remove(change.key());
		}
		return (result != this.map) ? new Entries(result) : this;
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
