package dev.syncedstore.core;

import java.util.Optional;

/**
 * Reads the one entry that a {@link Singleton} names, of one visibility.
 *
 * @param <T> the type of the value
 */
public interface SingletonReader<T> {

	/**
	 * The value.
	 * @return the value, or empty if there is none
	 */
	Optional<T> get();

	/**
	 * Whether there is a value.
	 * @return {@code true} if there is one
	 */
	default boolean exists() {
		return get().isPresent();
	}

}
