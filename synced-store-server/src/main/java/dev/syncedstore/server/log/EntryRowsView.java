package dev.syncedstore.server.log;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a space as its rows have them, fetched when they are asked for. Ranges
 * come in chunks, so that a scan that ends early reads little and one that doesn't holds
 * little.
 */
final class EntryRowsView implements EntryView {

	private static final int FIRST_CHUNK = 100;

	private static final int LARGEST_CHUNK = 2_000;

	private static final int LARGE_VALUES = 256 * 1024;

	private final EntryRows rows;

	private final long space;

	EntryRowsView(EntryRows rows, long space) {
		this.rows = rows;
		this.space = space;
	}

	@Override
	public @Nullable StoredValue get(String key) {
		return KeyBound.isPossibleKey(key) ? this.rows.get(this.space, EntryKey.parse(key)) : null;
	}

	@Override
	public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
		EntryKey from = EntryKey.parse(range.from());
		String prefix = EntryKey.prefix(from.visibility(), from.owner());
		if (!range.to().startsWith(prefix)) {
			throw new IllegalArgumentException("A range must stay within one visibility of one owner");
		}
		return new Chunks(from, new KeyRange(from.path(), range.fromInclusive(), range.to().substring(prefix.length()),
				range.reverse()), prefix.length(), Math.max(1, Math.min(limit, FIRST_CHUNK)));
	}

	private final class Chunks implements Iterator<Map.Entry<String, StoredValue>> {

		private final EntryKey scope;

		private final int prefixLength;

		private KeyRange rest;

		private int chunk;

		private boolean exhausted;

		private Iterator<Map.Entry<String, StoredValue>> current = new ArrayList<Map.Entry<String, StoredValue>>()
			.iterator();

		Chunks(EntryKey scope, KeyRange range, int prefixLength, int firstChunk) {
			this.scope = scope;
			this.rest = range;
			this.prefixLength = prefixLength;
			this.chunk = firstChunk;
		}

		@Override
		public boolean hasNext() {
			if (!this.current.hasNext() && !this.exhausted) {
				fetch();
			}
			return this.current.hasNext();
		}

		@Override
		public Map.Entry<String, StoredValue> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			return this.current.next();
		}

		private void fetch() {
			List<Map.Entry<String, StoredValue>> fetched = EntryRowsView.this.rows.range(EntryRowsView.this.space,
					this.scope, this.rest, this.chunk);
			this.exhausted = fetched.size() < this.chunk;
			this.current = fetched.iterator();
			if (!fetched.isEmpty()) {
				String last = fetched.get(fetched.size() - 1).getKey().substring(this.prefixLength);
				this.rest = this.rest.reverse() ? new KeyRange(this.rest.from(), this.rest.fromInclusive(), last, true)
						: new KeyRange(last, false, this.rest.to(), false);
			}
			long characters = fetched.stream().mapToLong((entry) -> entry.getValue().json().length()).sum();
			if (characters < LARGE_VALUES) {
				this.chunk = Math.min(LARGEST_CHUNK, this.chunk * 2);
			}
		}

	}

}
