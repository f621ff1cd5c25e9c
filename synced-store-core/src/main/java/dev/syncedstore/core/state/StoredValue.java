package dev.syncedstore.core.state;

import org.jspecify.annotations.Nullable;

/**
 * A value as it is stored: JSON text, with the decoded form remembered beside it.
 * Immutable as far as anybody can see, and thread-safe.
 */
public final class StoredValue {

	private final String json;

	/** The last decoding; a racy single-check cache, so it is read once per use. */
	private @Nullable Decoded decoded;

	/**
	 * Create a value.
	 * @param json I-JSON text
	 */
	public StoredValue(String json) {
		this.json = json;
	}

	/**
	 * The JSON text.
	 * @return the text
	 */
	public String json() {
		return this.json;
	}

	/**
	 * The value as an object that the caller can't use to change this one.
	 * @param <T> the type
	 * @param codec the type's codec
	 * @return the decoded value
	 * @throws InvalidValueException if the text doesn't fit the type
	 */
	@SuppressWarnings("unchecked")
	public <T> T as(ValueCodec<T> codec) {
		Decoded known = this.decoded;
		if (known != null && known.codec == codec) {
			return (T) known.value;
		}
		T value = codec.read(this.json);
		if (codec.shareable()) {
			this.decoded = new Decoded(codec, value);
		}
		return value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StoredValue that && this.json.equals(that.json);
	}

	@Override
	public int hashCode() {
		return this.json.hashCode();
	}

	@Override
	public String toString() {
		return "StoredValue[" + this.json.length() + " characters]";
	}

	private static final class Decoded {

		private final ValueCodec<?> codec;

		private final Object value;

		Decoded(ValueCodec<?> codec, Object value) {
			this.codec = codec;
			this.value = value;
		}

	}

}
