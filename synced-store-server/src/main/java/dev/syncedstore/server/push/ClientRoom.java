package dev.syncedstore.server.push;

import java.util.HashMap;
import java.util.Map;

import dev.syncedstore.server.log.LockedSpace;

/**
 * How many clients users may still add to the space of a batch. They are counted in the
 * database, under the lock of the space, the first time that a user adds one. Belongs to
 * one batch.
 */
final class ClientRoom {

	private final LockedSpace locked;

	private final int clientsPerUser;

	private final Map<String, Long> known = new HashMap<>();

	ClientRoom(LockedSpace locked, int clientsPerUser) {
		this.locked = locked;
		this.clientsPerUser = clientsPerUser;
	}

	/** Take the room for another client of a user, if there is any. */
	boolean take(String userId) {
		long clients = this.known.computeIfAbsent(userId, this.locked::clientsOf);
		if (clients >= this.clientsPerUser) {
			return false;
		}
		this.known.put(userId, clients + 1);
		return true;
	}

}
