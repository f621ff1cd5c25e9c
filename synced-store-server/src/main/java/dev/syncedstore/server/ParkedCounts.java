package dev.syncedstore.server;

import java.util.Map;

/**
 * How many enqueued actions were parked the last time that somebody counted, by their
 * store types. Thread-safe.
 */
public final class ParkedCounts {

	private volatile Map<String, Long> counts = Map.of();

	/**
	 * Take what was counted.
	 * @param counts the numbers by store types
	 */
	public void counted(Map<String, Long> counts) {
		this.counts = Map.copyOf(counts);
	}

	/**
	 * How many there were.
	 * @param storeType the store type
	 * @return the number
	 */
	public long of(String storeType) {
		return this.counts.getOrDefault(storeType, 0L);
	}

}
