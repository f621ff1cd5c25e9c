package dev.syncedstore.core.state;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Uncommitted changes on top of a view: reads see them, the view doesn't. Dropping the
 * overlay undoes them. Not thread-safe.
 */
public final class Overlay implements EntryView {

	private final EntryView below;

	private final Consumer<Patch> observer;

	private final Map<String, Patch> changes = new HashMap<>();

	/** The same in order, once somebody has asked for that. */
	private @Nullable NavigableMap<String, Patch> inOrder;

	/**
	 * Create an overlay without changes.
	 * @param below what it lies on
	 */
	public Overlay(EntryView below) {
		this(below, (change) -> {
		});
	}

	/**
	 * Create an overlay without changes, and be told of those that come.
	 * @param below what it lies on
	 * @param observer is told of each change before it is made, and may refuse it by an
	 * exception
	 */
	public Overlay(EntryView below, Consumer<Patch> observer) {
		this.below = below;
		this.observer = observer;
	}

	@Override
	public @Nullable StoredValue get(String key) {
		Patch change = this.changes.get(key);
		return (change != null) ? change.value() : this.below.get(key);
	}

	@Override
	public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
		if (this.changes.isEmpty()) {
			return this.below.range(range, limit);
		}
		NavigableMap<String, Patch> changed = inOrder().subMap(range.from(), range.fromInclusive(), range.to(), false);
		if (changed.isEmpty()) {
			return this.below.range(range, limit);
		}
		// Deleted entries may hide as many of those below, which the limit must not cut.
		int limitBelow = (int) Math.min(Integer.MAX_VALUE, (long) limit + changed.size());
		Collection<Patch> inOrder = range.reverse() ? changed.descendingMap().values() : changed.values();
		return new MergedEntries(this.below.range(range, limitBelow), inOrder.iterator(), range.reverse());
	}

	/**
	 * Change one key.
	 * @param change the key's new state
	 */
	public void put(Patch change) {
		this.observer.accept(change);
		this.changes.put(change.key(), change);
		if (this.inOrder != null) {
			this.inOrder.put(change.key(), change);
		}
	}

	/**
	 * The changes, one a key, in the order of keys.
	 * @return a read-only view
	 */
	public Collection<Patch> changes() {
		Collection<Patch> values = (this.changes.size() > 1) ? inOrder().values() : this.changes.values();
		return Collections.unmodifiableCollection(values);
	}

	private NavigableMap<String, Patch> inOrder() {
		NavigableMap<String, Patch> ordered = this.inOrder;
		if (ordered == null) {
			ordered = new TreeMap<>(KeyOrder.COMPARATOR);
			ordered.putAll(this.changes);
			this.inOrder = ordered;
		}
		return ordered;
	}

}
