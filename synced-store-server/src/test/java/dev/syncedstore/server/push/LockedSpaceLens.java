package dev.syncedstore.server.push;

import java.util.Iterator;
import java.util.Map;

import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ForwardingLockedSpace;
import dev.syncedstore.server.log.LockedSpace;
import org.jspecify.annotations.Nullable;

/**
 * A locked space, to be looked at differently.
 */
class LockedSpaceLens extends ForwardingLockedSpace {

	LockedSpaceLens(LockedSpace locked) {
		super(locked);
	}

	static LockedSpace withFailingReads(LockedSpace locked) {
		return new LockedSpaceLens(locked) {

			@Override
			public EntryView entries() {
				return new EntryView() {

					@Override
					public @Nullable StoredValue get(String key) {
						throw new IllegalStateException("The connection is lost");
					}

					@Override
					public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
						throw new IllegalStateException("The connection is lost");
					}

				};
			}

		};
	}

}
