package dev.syncedstore.core.state;

/**
 * Converts between values of one type and I-JSON text, strictly: nothing is coerced, and
 * what breaks the type's constraints is refused. Thread-safe.
 *
 * @param <T> the type of the values
 */
public interface ValueCodec<T> {

	/**
	 * Parse a value.
	 * @param json the JSON text
	 * @return the value
	 * @throws InvalidValueException if the text is no I-JSON or doesn't fit the type
	 */
	T read(String json);

	/**
	 * Serialise a value.
	 * @param value the value
	 * @return the JSON text, without insignificant white space
	 * @throws InvalidValueException if JSON can't carry the value or it breaks a
	 * constraint
	 */
	String write(T value);

	/**
	 * Whether values are immutable through and through, so that one may be handed to many
	 * readers.
	 * @return {@code false} if each reader needs a copy of its own
	 */
	boolean shareable();

}
