package dev.syncedstore.server.push;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.EntrySize;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a large space that were used lately, and those that are known not to
 * exist. Ranges are read from the database. Used by one batch at a time.
 */
final class LargeSpace implements SpaceEntries {

	/** How much of what a whole space may take is used for entries of a large one. */
	private static final int PART = 4;

	private final long maxWeight;

	private final Map<String, Optional<StoredValue>> known = new LinkedHashMap<>(16, 0.75f, true);

	private long weight;

	LargeSpace(long maxWeightOfWholeSpace) {
		this.maxWeight = maxWeightOfWholeSpace / PART;
	}

	@Override
	public EntryView over(EntryView stored) {
		return new View(stored);
	}

	@Override
	public SpaceEntries with(Collection<Patch> changes) {
		for (Patch change : changes) {
			remember(change.key(), change.value());
		}
		return this;
	}

	@Override
	public long weight() {
		return this.weight;
	}

	@Override
	public @Nullable Held held(String key) {
		Optional<StoredValue> remembered = this.known.get(key);
		return (remembered != null) ? new Held(remembered.orElse(null)) : null;
	}

	private void remember(String key, @Nullable StoredValue value) {
		Optional<StoredValue> previous = this.known.put(key, Optional.ofNullable(value));
		this.weight += size(key, Optional.ofNullable(value)) - ((previous != null) ? size(key, previous) : 0);
		Iterator<Map.Entry<String, Optional<StoredValue>>> eldest = this.known.entrySet().iterator();
		while (this.weight > this.maxWeight && eldest.hasNext()) {
			Map.Entry<String, Optional<StoredValue>> entry = eldest.next();
			this.weight -= size(entry.getKey(), entry.getValue());
			eldest.remove();
		}
	}

	private static long size(String key, Optional<StoredValue> value) {
		return value.map((present) -> EntrySize.of(key, present))
			.orElseGet(() -> (long) EntrySize.OVERHEAD + key.length());
	}

	private final class View implements EntryView {

		private final EntryView stored;

		View(EntryView stored) {
			this.stored = stored;
		}

		@Override
		public @Nullable StoredValue get(String key) {
			Optional<StoredValue> remembered = LargeSpace.this.known.get(key);
			if (remembered != null) {
				return remembered.orElse(null);
			}
			StoredValue value = this.stored.get(key);
			remember(key, value);
			return value;
		}

		@Override
		public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
			return this.stored.range(range, limit);
		}

	}

}
