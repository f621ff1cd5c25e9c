package dev.syncedstore.server.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses bodies, as many at a time as there are processors: more would not be faster,
 * and each takes memory. Thread-safe.
 * <p>
 * It gives zlib memory outside of the heap. Arrays would be pinned: up to Java 21 nothing
 * can be collected meanwhile, and with many threads doing that, one of them may be told
 * that there is no memory left, although there is.
 */
final class Compressor {

	private static final int BUFFER_BYTES = 64 * 1024;

	/** Identification, deflate, no flags, no time, fastest, unknown system. */
	private static final byte[] HEAD = { 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff };

	private static final int TAIL_BYTES = 8;

	private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());

	private final Queue<Buffers> free = new ConcurrentLinkedQueue<>();

	/**
	 * Compress.
	 * @param body what to compress
	 * @return a gzip file
	 */
	byte[] gzip(byte[] body) {
		// It takes milliseconds, and the thread is of no use elsewhere.
		this.processors.acquireUninterruptibly();
		Buffers kept = this.free.poll();
		Buffers buffers = (kept != null) ? kept : new Buffers();
		try {
			return buffers.gzip(body);
		}
		finally {
			this.free.add(buffers);
			this.processors.release();
		}
	}

	/**
	 * What one body at a time is compressed with. The fastest level takes a fifth of the
	 * time of the default one, and leaves a seventh more bytes.
	 */
	private static final class Buffers {

		private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

		private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);

		private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);

		byte[] gzip(byte[] body) {
			ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4 + HEAD.length + TAIL_BYTES);
			compressed.writeBytes(HEAD);
			this.deflater.reset();
			CRC32 crc = new CRC32();
			for (int offset = 0; offset < body.length; offset += BUFFER_BYTES) {
				this.in.clear().put(body, offset, Math.min(BUFFER_BYTES, body.length - offset)).flip();
				crc.update(this.in);
				this.in.rewind();
				this.deflater.setInput(this.in);
				while (!this.deflater.needsInput()) {
					drain(compressed);
				}
			}
			this.deflater.finish();
			while (!this.deflater.finished()) {
				drain(compressed);
			}
			compressed.writeBytes(ByteBuffer.allocate(TAIL_BYTES)
				.order(ByteOrder.LITTLE_ENDIAN)
				.putInt((int) crc.getValue())
				.putInt(body.length)
				.array());
			return compressed.toByteArray();
		}

		private void drain(ByteArrayOutputStream to) {
			this.deflater.deflate(this.out.clear());
			byte[] bytes = new byte[this.out.flip().remaining()];
			this.out.get(bytes);
			to.writeBytes(bytes);
		}

	}

}
