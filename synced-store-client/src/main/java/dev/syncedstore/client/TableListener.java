package dev.syncedstore.client;

/**
 * Is told what happens in a table, entry by entry. Called on the store's listener
 * executor, one call at a time.
 *
 * @param <T> the type of the table's values
 */
public interface TableListener<T> {

	/**
	 * An entry is there: first each that is there already, in the order of keys, and then
	 * each new one.
	 * @param key its key
	 * @param value its value
	 */
	default void added(String key, T value) {
	}

	/**
	 * An entry has another value.
	 * @param key its key
	 * @param value its value now
	 * @param before its value before
	 */
	default void changed(String key, T value, T before) {
	}

	/**
	 * An entry is gone.
	 * @param key its key
	 * @param last its last value
	 */
	default void removed(String key, T last) {
	}

}
