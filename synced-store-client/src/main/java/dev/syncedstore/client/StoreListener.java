package dev.syncedstore.client;

/**
 * Is told what happens to a store besides its data. Called on the store's listener
 * executor, one call at a time and in order. It must not wait for the store there, for
 * example for a {@code confirmed}.
 */
public interface StoreListener {

	/**
	 * The store lost touch with its server, or is in touch again.
	 * @param status the new status
	 */
	default void statusChanged(ConnectionStatus status) {
	}

	/**
	 * The server refused a mutation. Called for each one, before its {@code confirmed}
	 * fails.
	 * @param rejection which one, and why
	 */
	default void rejected(Rejection rejection) {
	}

	/** The server did not accept the credentials. They are asked for again. */
	default void unauthenticated() {
	}

	/**
	 * The user may not read, or not push to, this space. What is pending is kept, and
	 * tried again every few minutes and after {@link SyncedStore#credentialsChanged()}.
	 * @param detail why, for people
	 */
	default void accessDenied(String detail) {
	}

	/**
	 * The server no longer speaks with this version of the application. Everything is
	 * kept and goes on locally.
	 * @param detail why, for people
	 */
	default void updateNeeded(String detail) {
	}

	/**
	 * The space was deleted: what was pending is rejected, and the local copy is empty.
	 * @param detail why, for people
	 */
	default void spaceDeleted(String detail) {
	}

	/**
	 * The store closed itself, because somebody else is signed in now. Nothing of the
	 * user's pending work is sent as theirs. Open a store for the other user.
	 * @param reason why, for people
	 */
	default void closed(String reason) {
	}

}
