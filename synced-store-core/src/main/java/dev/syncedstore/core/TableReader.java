package dev.syncedstore.core;

import java.util.List;
import java.util.Optional;

/**
 * Reads one table of one visibility. Values handed out are immutable or copies: changing
 * them changes nothing in the store.
 *
 * @param <T> the type of the values
 */
public interface TableReader<T> {

	/**
	 * The value under a key.
	 * @param key the item's key
	 * @return the value, or empty if there is none
	 */
	Optional<T> get(String key);

	/**
	 * Whether there is a value under a key.
	 * @param key the item's key
	 * @return {@code true} if there is one
	 */
	boolean has(String key);

	/**
	 * The entries of a range, ordered by the UTF-8 bytes of their keys.
	 * @param scan the range, its direction and its limit
	 * @return the entries, as an unmodifiable list
	 */
	List<Entry<T>> scan(Scan scan);

	/**
	 * All entries of the table, ordered by the UTF-8 bytes of their keys.
	 * @return the entries, as an unmodifiable list
	 */
	default List<Entry<T>> scan() {
		return scan(Scan.all());
	}

}
