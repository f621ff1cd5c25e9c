package dev.syncedstore.core.state;

import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Entries that can be read, by their keys on the wire.
 */
public interface EntryView {

	/**
	 * The value under a key.
	 * @param key a key on the wire
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable StoredValue get(String key);

	/**
	 * The entries of a range, in its direction.
	 * @param range the range
	 * @param limit how many entries the caller wants at most: a hint for views that fetch
	 * @return the entries, read lazily
	 */
	Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit);

}
