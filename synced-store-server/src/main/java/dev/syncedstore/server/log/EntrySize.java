package dev.syncedstore.server.log;

import dev.syncedstore.core.state.StoredValue;

/**
 * About how much memory entries take, so that the same space is as large in the database
 * as in a cache.
 */
public final class EntrySize {

	/** What an entry takes besides its characters: objects, and a node of a tree. */
	public static final int OVERHEAD = 200;

	private EntrySize() {
	}

	/**
	 * The size of an entry.
	 * @param key the key on the wire
	 * @param value the value
	 * @return the number of bytes, roughly
	 */
	public static long of(String key, StoredValue value) {
		return (long) OVERHEAD + key.length() + value.json().length();
	}

}
