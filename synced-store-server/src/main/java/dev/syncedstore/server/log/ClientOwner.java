package dev.syncedstore.server.log;

/**
 * Whose a client is.
 */
public enum ClientOwner {

	/** The user's who asks. */
	USER,

	/** Nobody's yet: its space does not exist, or the user has too many clients there. */
	NOBODY,

	/** Another user's. */
	ANOTHER,

	/** Nobody's any more, because its user was erased. */
	ERASED

}
