package dev.syncedstore.client.local;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Reads one record. Not thread-safe.
 */
final class RecordInput {

	private final ByteBuffer bytes;

	RecordInput(byte[] record) {
		this.bytes = ByteBuffer.wrap(record);
	}

	int getByte() {
		return this.bytes.get();
	}

	boolean getBoolean() {
		return getByte() != 0;
	}

	int getInt() {
		return this.bytes.getInt();
	}

	long getLong() {
		return this.bytes.getLong();
	}

	String getText() {
		return Objects.requireNonNull(getOptionalText());
	}

	@Nullable String getOptionalText() {
		int length = getInt();
		if (length < 0) {
			return null;
		}
		String text = new String(this.bytes.array(), this.bytes.position(), length, StandardCharsets.UTF_8);
		this.bytes.position(this.bytes.position() + length);
		return text;
	}

	boolean hasMore() {
		return this.bytes.hasRemaining();
	}

}
