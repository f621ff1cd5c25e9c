package dev.syncedstore.client.local;

import java.util.HashSet;
import java.util.Set;

import dev.syncedstore.core.mutation.ReadTracker;
import dev.syncedstore.core.state.KeyRange;

/**
 * What one run of a query has read. Not thread-safe.
 */
public final class ReadSet implements ReadTracker {

	private final Set<String> keys = new HashSet<>();

	private final Set<KeyRange> ranges = new HashSet<>();

	@Override
	public void read(String key) {
		this.keys.add(key);
	}

	@Override
	public void scanned(KeyRange range) {
		this.ranges.add(range);
	}

	/**
	 * The single keys.
	 * @return the keys, whether there was something under them or not
	 */
	public Set<String> keys() {
		return this.keys;
	}

	/**
	 * The ranges.
	 * @return the ranges
	 */
	public Set<KeyRange> ranges() {
		return this.ranges;
	}

}
