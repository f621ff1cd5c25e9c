package dev.syncedstore.benchmarks.engine.jpa;

import java.io.Serializable;

import jakarta.persistence.Embeddable;

/**
 * The key of an entry.
 *
 * @param spaceId the row of the space
 * @param visibility 0 for shared
 * @param owner empty for shared
 * @param key the key
 */
@Embeddable
record EntryKey(long spaceId, short visibility, String owner, String key) implements Serializable {

	static EntryKey shared(long spaceId, String key) {
		return new EntryKey(spaceId, (short) 0, "", key);
	}

}
