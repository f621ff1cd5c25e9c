package dev.syncedstore.core.state;

import dev.syncedstore.core.Entry;
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
			this.decoded = new Decoded(codec, value, null, null);
		}
		return value;
	}

	/**
	 * The value as an entry of a table, remembered likewise: tables are scanned again and
	 * again.
	 * @param <T> the type
	 * @param codec the type's codec
	 * @param wireKey the key on the wire, always the same object for the same entry if
	 * that is to be of use
	 * @param prefixLength how much of the key is not the item's
	 * @return the entry
	 * @throws InvalidValueException if the text doesn't fit the type
	 */
	@SuppressWarnings("unchecked")
	public <T> Entry<T> asEntry(ValueCodec<T> codec, String wireKey, int prefixLength) {
		Decoded known = this.decoded;
		if (known != null && known.codec == codec && known.wireKey == wireKey && known.entry != null) {
			return (Entry<T>) known.entry;
		}
		Entry<T> entry = new Entry<>(wireKey.substring(prefixLength), as(codec));
		if (codec.shareable()) {
			this.decoded = new Decoded(codec, entry.value(), wireKey, entry);
		}
		return entry;
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

		/** The key that the entry was made for, compared by identity. */
		private final @Nullable String wireKey;

		private final @Nullable Entry<?> entry;

		Decoded(ValueCodec<?> codec, Object value, @Nullable String wireKey, @Nullable Entry<?> entry) {
			this.codec = codec;
			this.value = value;
			this.wireKey = wireKey;
			this.entry = entry;
		}

	}

}
