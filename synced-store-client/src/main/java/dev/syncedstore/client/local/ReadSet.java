package dev.syncedstore.client.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.state.KeyRange;

/**
 * What one run of a query has read. Not thread-safe.
 */
public final class ReadSet implements ReadTracker {

	private final Set<String> keys = new HashSet<>();

	private final List<KeyRange> ranges = new ArrayList<>();

	@Override
	public void read(String key) {
		this.keys.add(key);
	}

	@Override
	public void scanned(KeyRange range) {
		this.ranges.add(range);
	}

	/**
	 * Whether the query could come out otherwise now.
	 * @param changes what has changed since
	 * @return {@code false} if it read nothing of that
	 */
	public boolean isTouchedBy(KeyChanges changes) {
		return changes
			.any((key) -> this.keys.contains(key) || this.ranges.stream().anyMatch((range) -> range.contains(key)));
	}

}
