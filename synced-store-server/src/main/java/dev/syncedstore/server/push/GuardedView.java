package dev.syncedstore.server.push;

import java.util.Iterator;
import java.util.Map;

import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * Remembers failures of the database, so that they are not taken for a fault of the
 * mutator that happened to read, even if that one catches them.
 */
final class GuardedView implements EntryView {

	private final EntryView stored;

	private @Nullable Throwable failure;

	GuardedView(EntryView stored) {
		this.stored = stored;
	}

	@Override
	public @Nullable StoredValue get(String key) {
		try {
			return this.stored.get(key);
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
			throw ex;
		}
	}

	@Override
	public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
		Iterator<Map.Entry<String, StoredValue>> entries = begin(range, limit);
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				try {
					return entries.hasNext();
				}
				catch (RuntimeException | Error ex) {
					GuardedView.this.failure = ex;
					throw ex;
				}
			}

			@Override
			public Map.Entry<String, StoredValue> next() {
				return entries.next();
			}

		};
	}

	private Iterator<Map.Entry<String, StoredValue>> begin(KeyRange range, int limit) {
		try {
			return this.stored.range(range, limit);
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/** Fail if a read has failed. */
	void check() {
		if (this.failure instanceof RuntimeException ex) {
			throw ex;
		}
		if (this.failure instanceof Error ex) {
			throw ex;
		}
	}

}
