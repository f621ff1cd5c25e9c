package dev.syncedstore.client.local;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Writes one record. Not thread-safe.
 */
final class RecordOutput {

	private byte[] bytes = new byte[256];

	private int length;

	RecordOutput(RecordKind kind) {
		putByte(kind.ordinal());
	}

	RecordOutput putByte(int value) {
		ensure(1);
		this.bytes[this.length++] = (byte) value;
		return this;
	}

	RecordOutput putBoolean(boolean value) {
		return putByte(value ? 1 : 0);
	}

	RecordOutput putInt(int value) {
		ensure(Integer.BYTES);
		ByteBuffer.wrap(this.bytes, this.length, Integer.BYTES).putInt(value);
		this.length += Integer.BYTES;
		return this;
	}

	RecordOutput putLong(long value) {
		ensure(Long.BYTES);
		ByteBuffer.wrap(this.bytes, this.length, Long.BYTES).putLong(value);
		this.length += Long.BYTES;
		return this;
	}

	RecordOutput putText(@Nullable String text) {
		if (text == null) {
			return putInt(-1);
		}
		byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
		putInt(encoded.length);
		ensure(encoded.length);
		System.arraycopy(encoded, 0, this.bytes, this.length, encoded.length);
		this.length += encoded.length;
		return this;
	}

	int length() {
		return this.length;
	}

	byte[] toBytes() {
		return Arrays.copyOf(this.bytes, this.length);
	}

	private void ensure(int more) {
		if (this.length + more > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.length + more, 2 * this.bytes.length));
		}
	}

}
