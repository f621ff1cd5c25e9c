package dev.syncedstore.codec;

import dev.syncedstore.core.state.InvalidValueException;

/**
 * What values must fulfil besides fitting their type. Asked for every value that is read
 * or written; thread-safe.
 *
 * @see BeanConstraints
 */
@FunctionalInterface
public interface Constraints {

	/** Everything is allowed. */
	Constraints NONE = (value) -> {
	};

	/**
	 * Check a value.
	 * @param value the value
	 * @throws InvalidValueException if it breaks a constraint, with the path to it
	 */
	void check(Object value);

}
