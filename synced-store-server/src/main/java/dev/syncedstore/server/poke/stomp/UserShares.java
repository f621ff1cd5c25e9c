package dev.syncedstore.server.poke.stomp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many of something each user has. A user who has none costs nothing. Thread-safe.
 */
final class UserShares {

	private final int perUser;

	private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

	UserShares(int perUser) {
		this.perUser = perUser;
	}

	/**
	 * Take one.
	 * @return whether there was one left
	 */
	boolean take(String userId) {
		boolean[] granted = new boolean[1];
		this.taken.compute(userId, (user, count) -> {
			int before = (count != null) ? count : 0;
			granted[0] = before < this.perUser;
			return granted[0] ? Integer.valueOf(before + 1) : count;
		});
		return granted[0];
	}

	/** Give one back. */
	void giveBack(String userId) {
		this.taken.computeIfPresent(userId, (user, count) -> (count > 1) ? count - 1 : null);
	}

	int perUser() {
		return this.perUser;
	}

	/** How many users have any. */
	int users() {
		return this.taken.size();
	}

}
