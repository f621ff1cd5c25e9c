package dev.syncedstore.server.push;

import java.util.concurrent.atomic.AtomicLong;

import dev.syncedstore.server.EngineLimits;

/**
 * How much may still wait, over all spaces. Thread-safe.
 */
final class QueueRoom {

	private final EngineLimits limits;

	private final AtomicLong mutations;

	private final AtomicLong bytes;

	QueueRoom(EngineLimits limits) {
		this.limits = limits;
		this.mutations = new AtomicLong(limits.queuedInTotal());
		this.bytes = new AtomicLong(limits.queuedBytes());
	}

	/** Take the room that a call needs, if there is enough. */
	boolean take(SpaceCall call) {
		if (this.mutations.addAndGet(-call.size()) >= 0) {
			if (this.bytes.addAndGet(-call.bytes()) >= 0) {
				return true;
			}
			this.bytes.addAndGet(call.bytes());
		}
		this.mutations.addAndGet(call.size());
		return false;
	}

	/** Take the room for a call that waits again. */
	void retake(SpaceCall call) {
		this.mutations.addAndGet(-call.size());
		this.bytes.addAndGet(-call.bytes());
	}

	/** How many mutations wait. */
	long waitingMutations() {
		return this.limits.queuedInTotal() - this.mutations.get();
	}

	/** How large they are. */
	long waitingBytes() {
		return this.limits.queuedBytes() - this.bytes.get();
	}

	void release(SpaceCall call) {
		this.mutations.addAndGet(call.size());
		this.bytes.addAndGet(call.bytes());
	}

}
