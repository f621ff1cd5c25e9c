package dev.syncedstore.server.access;

/**
 * Who sent a request.
 */
public sealed interface Identity {

	/**
	 * A user.
	 *
	 * @param userId the user's id, which keeps the protocol's rules
	 */
	record User(String userId) implements Identity {
	}

	/**
	 * Nobody is signed in.
	 *
	 * @param detail what to do about it
	 */
	record Nobody(String detail) implements Identity {
	}

	/**
	 * Somebody is signed in whose user id breaks the protocol's rules.
	 *
	 * @param detail what to do about it
	 */
	record Unusable(String detail) implements Identity {
	}

}
