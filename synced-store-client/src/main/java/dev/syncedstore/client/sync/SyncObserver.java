package dev.syncedstore.client.sync;

/**
 * Is told what the application may want to know, on the scheduler.
 */
public interface SyncObserver {

	/**
	 * The server says who the user is, for the first time. Called before anything is done
	 * with what else it says.
	 * @param userId the user's id
	 */
	void identified(String userId);

	/** A pull is over, and the base is as new as the server's was when it began. */
	void pulled();

	/**
	 * The server can be reached, or can't.
	 * @param connected whether it can
	 */
	void connected(boolean connected);

	/** The server did not accept the credentials. */
	void unauthenticated();

	/**
	 * The user may not do that.
	 * @param detail why, for people
	 */
	void accessDenied(String detail);

	/**
	 * The server no longer speaks with this version of the application.
	 * @param detail why, for people
	 */
	void updateNeeded(String detail);

	/**
	 * Somebody else is signed in: the store takes no part any more.
	 * @param detail why, for people
	 */
	void userMismatch(String detail);

	/**
	 * The space was deleted.
	 * @param detail why, for people
	 */
	void spaceDeleted(String detail);

}
