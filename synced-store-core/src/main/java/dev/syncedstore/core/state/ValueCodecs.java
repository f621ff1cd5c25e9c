package dev.syncedstore.core.state;

/**
 * Where codecs come from. Thread-safe.
 */
@FunctionalInterface
public interface ValueCodecs {

	/**
	 * The codec of a type.
	 * @param <T> the type
	 * @param type the type
	 * @return its codec, the same for every call
	 * @throws UnsupportedTypeException if JSON can't carry the type
	 */
	<T> ValueCodec<T> forType(Class<T> type);

}
