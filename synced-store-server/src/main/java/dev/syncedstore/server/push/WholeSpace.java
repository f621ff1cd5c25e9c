package dev.syncedstore.server.push;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.EntrySize;
import org.jspecify.annotations.Nullable;

/**
 * All entries of a space.
 *
 * @param entries the entries
 * @param weight about how many bytes they take
 * @param maxWeight how many they may take before the space counts as large
 */
record WholeSpace(Entries entries, long weight, long maxWeight) implements SpaceEntries {

	static WholeSpace of(Entries entries, long maxWeight) {
		long weight = 0;
		Iterator<Map.Entry<String, StoredValue>> all = entries.all();
		while (all.hasNext()) {
			Map.Entry<String, StoredValue> entry = all.next();
			weight += EntrySize.of(entry.getKey(), entry.getValue());
		}
		return new WholeSpace(entries, weight, maxWeight);
	}

	@Override
	public EntryView over(EntryView stored) {
		return this.entries;
	}

	@Override
	public SpaceEntries with(Collection<Patch> changes) {
		long weight = this.weight;
		for (Patch change : changes) {
			weight -= size(change.key(), this.entries.get(change.key()));
			weight += size(change.key(), change.value());
		}
		if (weight > this.maxWeight) {
			return new LargeSpace(this.maxWeight);
		}
		return new WholeSpace(this.entries.with(changes), weight, this.maxWeight);
	}

	@Override
	public Held held(String key) {
		return new Held(this.entries.get(key));
	}

	private static long size(String key, @Nullable StoredValue value) {
		return (value != null) ? EntrySize.of(key, value) : 0;
	}

}
