package dev.syncedstore.core.state;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Walks through entries and the changes that lie on them at once, in one order; where
 * both have a key, the change wins.
 */
final class MergedEntries implements Iterator<Map.Entry<String, StoredValue>> {

	private final Iterator<Map.Entry<String, StoredValue>> below;

	private final Iterator<Patch> changes;

	private final int direction;

	private Map.@Nullable Entry<String, StoredValue> nextBelow;

	private @Nullable Patch nextChange;

	private Map.@Nullable Entry<String, StoredValue> next;

	MergedEntries(Iterator<Map.Entry<String, StoredValue>> below, Iterator<Patch> changes, boolean reverse) {
		this.below = below;
		this.changes = changes;
		this.direction = reverse ? -1 : 1;
		this.nextBelow = below.hasNext() ? below.next() : null;
		this.nextChange = changes.hasNext() ? changes.next() : null;
		this.next = advance();
	}

	@Override
	public boolean hasNext() {
		return this.next != null;
	}

	@Override
	public Map.Entry<String, StoredValue> next() {
		Map.Entry<String, StoredValue> result = this.next;
		if (result == null) {
			throw new NoSuchElementException();
		}
		this.next = advance();
		return result;
	}

	private Map.@Nullable Entry<String, StoredValue> advance() {
		while (true) {
			Patch change = this.nextChange;
			Map.Entry<String, StoredValue> entry = this.nextBelow;
			int order = (change == null) ? -1
					: (entry == null) ? 1 : this.direction * KeyOrder.compare(entry.getKey(), change.key());
			if (order <= 0) {
				this.nextBelow = this.below.hasNext() ? this.below.next() : null;
			}
			if (order < 0) {
				return entry;
			}
			this.nextChange = this.changes.hasNext() ? this.changes.next() : null;
			if (change != null && change.value() != null) {
				return Map.entry(change.key(), change.value());
			}
		}
	}

}
