package dev.syncedstore.server.pull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.server.Answer;

/**
 * The pulls that wait, by space. Thread-safe.
 */
final class WaitingPulls {

	/** So many in a transaction. */
	private static final int MAX_BATCH = 200;

	private final ConcurrentHashMap<SpaceId, Deque<Waiting>> spaces = new ConcurrentHashMap<>();

	void add(Waiting waiting) {
		this.spaces.compute(waiting.call.space(), (space, existing) -> {
			Deque<Waiting> queue = (existing != null) ? existing : new ArrayDeque<>();
			queue.addLast(waiting);
			return queue;
		});
	}

	/**
	 * Take those that have waited longest.
	 */
	List<Waiting> take(SpaceId space) {
		List<Waiting> taken = new ArrayList<>();
		this.spaces.computeIfPresent(space, (key, queue) -> {
			while (taken.size() < MAX_BATCH && !queue.isEmpty()) {
				taken.add(queue.removeFirst());
			}
			return queue.isEmpty() ? null : queue;
		});
		return taken;
	}

	/** Put some back that were taken too early. */
	void putBack(SpaceId space, List<Waiting> left) {
		this.spaces.compute(space, (key, existing) -> {
			Deque<Waiting> queue = (existing != null) ? existing : new ArrayDeque<>();
			for (int i = left.size() - 1; i >= 0; i--) {
				queue.addFirst(left.get(i));
			}
			return queue;
		});
	}

	/**
	 * A pull that waits for its answer.
	 */
	record Waiting(PullCall call, CompletableFuture<Answer<PullResponse>> answer) {
	}

}
