package dev.syncedstore.client.storage;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a file: a mark that no UTF-8 text has, its length, its number and
 * a checksum of these; then a checksum of the record, and the record. A damaged byte is
 * found out wherever it is, and the frames behind it are found by their marks.
 */
final class Frame {

	/** Mark, length, number, checksum of the head, checksum of the record. */
	static final int HEAD_BYTES = 2 + 4 + 8 + 4 + 4;

	static final byte MARK_1 = (byte) 0xFE;

	static final byte MARK_2 = (byte) 0xFF;

	private static final int CHECKED_HEAD_BYTES = 2 + 4 + 8;

	private Frame() {
	}

	static void write(ByteBuffer target, long number, byte[] record) {
		int start = target.position();
		target.put(MARK_1).put(MARK_2).putInt(record.length).putLong(number);
		target.putInt(checksum(target.array(), start, CHECKED_HEAD_BYTES));
		target.putInt(checksum(record, 0, record.length));
		target.put(record);
	}

	/**
	 * Whether a frame begins here.
	 * @param bytes has at least a head at the position
	 * @param position the position
	 */
	static boolean isHead(byte[] bytes, int position) {
		ByteBuffer head = ByteBuffer.wrap(bytes, position, HEAD_BYTES);
		return head.get() == MARK_1 && head.get() == MARK_2 && head.getInt() >= 0
				&& ByteBuffer.wrap(bytes, position + CHECKED_HEAD_BYTES, 4).getInt() == checksum(bytes, position,
						CHECKED_HEAD_BYTES);
	}

	static int length(byte[] head, int position) {
		return ByteBuffer.wrap(head, position + 2, 4).getInt();
	}

	static long number(byte[] head, int position) {
		return ByteBuffer.wrap(head, position + 6, 8).getLong();
	}

	static boolean isIntact(byte[] head, int position, byte[] record) {
		return ByteBuffer.wrap(head, position + CHECKED_HEAD_BYTES + 4, 4).getInt() == checksum(record, 0,
				record.length);
	}

	private static int checksum(byte[] bytes, int offset, int length) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, offset, length);
		return (int) checksum.getValue();
	}

}
