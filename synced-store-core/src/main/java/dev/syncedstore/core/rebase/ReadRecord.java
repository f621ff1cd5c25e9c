package dev.syncedstore.core.rebase;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was read through it. Written by one thread, and not any more once it is
 * part of a state.
 */
final class ReadRecord {

	private List<String> keys = List.of();

	private List<KeyRange> ranges = List.of();

	/** A view that remembers in here what is read. */
	EntryView of(EntryView view) {
		this.keys = new ArrayList<>(2);
		return new EntryView() {

			@Override
			public @Nullable StoredValue get(String key) {
				ReadRecord.this.keys.add(key);
				return view.get(key);
			}

			@Override
			public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
				if (ReadRecord.this.ranges.isEmpty()) {
					ReadRecord.this.ranges = new ArrayList<>(2);
				}
				ReadRecord.this.ranges.add(range);
				return view.range(range, limit);
			}

		};
	}

	boolean hasAny(ChangedKeys changed) {
		for (String key : this.keys) {
			if (changed.contains(key)) {
				return true;
			}
		}
		for (KeyRange range : this.ranges) {
			if (changed.containsAny(range)) {
				return true;
			}
		}
		return false;
	}

}
