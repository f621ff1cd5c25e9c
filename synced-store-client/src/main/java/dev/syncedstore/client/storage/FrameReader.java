package dev.syncedstore.client.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * Reads the frames of a file from its beginning, past whatever is damaged. For one
 * thread.
 */
final class FrameReader {

	private static final int WINDOW_BYTES = 1 << 18;

	private final RandomAccessFile file;

	private final long end;

	private final Journal.Reader reader;

	private byte[] window = new byte[0];

	private long windowStart;

	private long position;

	private long nextNumber = 1;

	private boolean damaged;

	FrameReader(RandomAccessFile file, Journal.Reader reader) throws IOException {
		this.file = file;
		this.end = file.length();
		this.reader = reader;
	}

	/**
	 * Read all frames.
	 * @return where the last whole frame ends: what follows is of a record whose writing
	 * was cut short, so nobody was told that it is there
	 */
	long readAll() throws IOException {
		while (this.end - this.position >= Frame.HEAD_BYTES) {
			int head = locate(Frame.HEAD_BYTES);
			if (!Frame.isHead(this.window, head)) {
				skipToNextMark();
			}
			else if (!readRecord(head)) {
				return this.position;
			}
		}
		return this.position;
	}

	/** Whether something that was there once can't be read any more. */
	boolean isDamaged() {
		return this.damaged;
	}

	/** The number for the next record. */
	long nextNumber() {
		return this.nextNumber;
	}

	private boolean readRecord(int head) throws IOException {
		int length = Frame.length(this.window, head);
		long number = Frame.number(this.window, head);
		long recordEnd = this.position + Frame.HEAD_BYTES + length;
		if (recordEnd > this.end) {
			return false;
		}
		byte[] checked = Arrays.copyOfRange(this.window, head, head + Frame.HEAD_BYTES);
		byte[] record = new byte[length];
		read(this.position + Frame.HEAD_BYTES, record);
		if (number != this.nextNumber) {
			gap();
		}
		if (number >= this.nextNumber) {
			this.nextNumber = number + 1;
			if (Frame.isIntact(checked, 0, record)) {
				this.reader.record(record);
			}
			else {
				gap();
			}
		}
		this.position = recordEnd;
		return true;
	}

	private void skipToNextMark() throws IOException {
		gap();
		this.position++;
		while (this.end - this.position >= Frame.HEAD_BYTES) {
			int found = locate(Frame.HEAD_BYTES);
			if (this.window[found] == Frame.MARK_1 && Frame.isHead(this.window, found)) {
				return;
			}
			this.position++;
		}
		this.position = this.end;
	}

	private void gap() {
		this.damaged = true;
		this.reader.gap();
	}

	/** Have the next bytes in the window, and tell where there. */
	private int locate(int bytes) throws IOException {
		long offset = this.position - this.windowStart;
		if (offset < 0 || offset + bytes > this.window.length) {
			this.window = new byte[(int) Math.min(WINDOW_BYTES, this.end - this.position)];
			this.windowStart = this.position;
			this.file.seek(this.position);
			this.file.readFully(this.window);
			offset = 0;
		}
		return (int) offset;
	}

	private void read(long from, byte[] target) throws IOException {
		long offset = from - this.windowStart;
		if (offset >= 0 && offset + target.length <= this.window.length) {
			System.arraycopy(this.window, (int) offset, target, 0, target.length);
		}
		else {
			this.file.seek(from);
			this.file.readFully(target);
		}
	}

}
