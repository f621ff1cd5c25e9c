package dev.syncedstore.server.web;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes may be held in memory for clients that send or read slowly, over all of
 * them. Thread-safe.
 */
final class ByteRoom {

	private static final int PART = 8;

	private final long max;

	private final AtomicLong taken = new AtomicLong();

	ByteRoom(long max) {
		this.max = max;
	}

	/** Room that fits the memory of this process. */
	static ByteRoom ofThisProcess() {
		return new ByteRoom(Runtime.getRuntime().maxMemory() / PART);
	}

	/** Take some, if there is enough. */
	boolean take(long bytes) {
		if (this.taken.addAndGet(bytes) <= this.max) {
			return true;
		}
		release(bytes);
		return false;
	}

	void release(long bytes) {
		this.taken.addAndGet(-bytes);
	}

	/** How many are taken. */
	long taken() {
		return this.taken.get();
	}

}
