package dev.syncedstore.server.push;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * Lets only some transactional mutators run at once: each may need a second connection,
 * and when all threads waited for one with all connections taken, nothing would go on,
 * the application included. Who has to wait takes no thread meanwhile. Thread-safe.
 */
final class TransactionalTurns {

	private final Deque<SpaceId> waiting = new ArrayDeque<>();

	private int free;

	TransactionalTurns(int atOnce) {
		this.free = atOnce;
	}

	/**
	 * Take a turn.
	 * @return whether there was one; otherwise the space waits for {@link #pass()}
	 */
	synchronized boolean take(SpaceId space) {
		if (this.free > 0) {
			this.free--;
			return true;
		}
		this.waiting.add(space);
		return false;
	}

	/**
	 * Give a turn back.
	 * @return the space that has it now, or {@code null} if none waits
	 */
	synchronized @Nullable SpaceId pass() {
		SpaceId next = this.waiting.poll();
		if (next == null) {
			this.free++;
		}
		return next;
	}

}
