package dev.syncedstore.core;

/**
 * Reads and writes one table of one visibility, within one mutation.
 *
 * @param <T> the type of the values
 */
public interface TableWriter<T> extends TableReader<T> {

	/**
	 * Put a value under a key, in place of what was there.
	 * @param key the item's key: at least one character, no control characters
	 * @param value the value, of at most 1 MiB as JSON
	 * @throws MutationRejectedException with the code {@code invalid_key},
	 * {@code key_too_large}, {@code invalid_value} or {@code value_too_large}
	 */
	void set(String key, T value);

	/**
	 * Remove the value under a key, if there is one.
	 * @param key the item's key
	 */
	void delete(String key);

}
