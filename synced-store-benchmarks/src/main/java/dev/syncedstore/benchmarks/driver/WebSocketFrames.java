package dev.syncedstore.benchmarks.driver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads what a server sends on a WebSocket, and makes what a client sends. Belongs to one
 * thread.
 */
final class WebSocketFrames {

	private static final int FIN = 0x80;

	private static final int CONTINUATION = 0;

	private static final int TEXT = 1;

	private static final int CLOSE = 8;

	private static final int PING = 9;

	private static final int PONG = 10;

	private static final int OPCODE = 0x0f;

	private static final int MASKED = 0x80;

	private static final int LENGTH = 0x7f;

	private static final int TWO_BYTES = 126;

	private static final int EIGHT_BYTES = 127;

	private static final int SMALL = 4096;

	private final Consumer<ByteBuffer> texts;

	private final Consumer<ByteBuffer> answers;

	/** An incomplete frame. */
	private ByteBuffer rest = ByteBuffer.allocate(SMALL).flip();

	/** The parts of a fragmented message. */
	private ByteBuffer message = ByteBuffer.allocate(0);

	WebSocketFrames(Consumer<ByteBuffer> texts, Consumer<ByteBuffer> answers) {
		this.texts = texts;
		this.answers = answers;
	}

	/** A frame with a text. A mask of zeros masks, too. */
	static ByteBuffer text(String text) {
		return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	private static ByteBuffer frame(int opcode, byte[] payload) {
		ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
		frame.put((byte) (FIN | opcode));
		if (payload.length < TWO_BYTES) {
			frame.put((byte) (MASKED | payload.length));
		}
		else if (payload.length <= 0xffff) {
			frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
		}
		else {
			frame.put((byte) (MASKED | EIGHT_BYTES)).putLong(payload.length);
		}
		return frame.putInt(0).put(payload).flip();
	}

	/**
	 * Read on.
	 * @param bytes what has come
	 */
	void read(ByteBuffer bytes) {
		if (!this.rest.hasRemaining()) {
			while (frame(bytes)) {
				continue;
			}
			keep(bytes);
		}
		else {
			keep(bytes);
			while (frame(this.rest)) {
				continue;
			}
		}
	}

	private void keep(ByteBuffer bytes) {
		if (!bytes.hasRemaining()) {
			return;
		}
		this.rest.compact();
		if (this.rest.remaining() < bytes.remaining()) {
			this.rest = ByteBuffer.allocate(2 * (this.rest.position() + bytes.remaining())).put(this.rest.flip());
		}
		this.rest.put(bytes).flip();
	}

	/** Take one frame, if it is complete. */
	private boolean frame(ByteBuffer bytes) {
		int start = bytes.position();
		int available = bytes.remaining();
		if (available < 2) {
			return false;
		}
		int first = bytes.get(start) & 0xff;
		int length = bytes.get(start + 1) & LENGTH;
		int head = 2;
		if (length == TWO_BYTES) {
			head = 4;
			length = (available < head) ? 0 : bytes.getShort(start + 2) & 0xffff;
		}
		else if (length == EIGHT_BYTES) {
			head = 10;
			length = (available < head) ? 0 : Math.toIntExact(bytes.getLong(start + 2));
		}
		if (available < head + length) {
			return false;
		}
		ByteBuffer payload = bytes.slice(start + head, length);
		bytes.position(start + head + length);
		handle(first, payload);
		return true;
	}

	private void handle(int first, ByteBuffer payload) {
		int opcode = first & OPCODE;
		boolean last = (first & FIN) != 0;
		switch (opcode) {
			case TEXT, CONTINUATION -> {
				if (last && opcode == TEXT) {
					this.texts.accept(payload);
				}
				else {
					part(payload, last);
				}
			}
			case PING -> this.answers.accept(frame(PONG, bytes(payload)));
			case CLOSE -> throw new IllegalStateException("The server closes: " + ((payload.remaining() > 2)
					? payload.getShort() + " " + StandardCharsets.UTF_8.decode(payload) : ""));
			default -> {
				// Pongs.
			}
		}
	}

	private void part(ByteBuffer payload, boolean last) {
		this.message = ByteBuffer.allocate(this.message.remaining() + payload.remaining())
			.put(this.message)
			.put(payload)
			.flip();
		if (last) {
			ByteBuffer whole = this.message;
			this.message = ByteBuffer.allocate(0);
			this.texts.accept(whole);
		}
	}

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return bytes;
	}

}
