package dev.syncedstore.core;

/**
 * Reads and writes the one entry that a {@link Singleton} names, of one visibility,
 * within one mutation.
 *
 * @param <T> the type of the value
 */
public interface SingletonWriter<T> extends SingletonReader<T> {

	/**
	 * Put a value in place of what was there.
	 * @param value the value, of at most 1 MiB as JSON
	 * @throws MutationRejectedException with the code {@code invalid_value} or
	 * {@code value_too_large}
	 */
	void set(T value);

	/**
	 * Remove the value, if there is one.
	 */
	void delete();

}
