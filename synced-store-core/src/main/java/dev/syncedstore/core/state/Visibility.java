package dev.syncedstore.core.state;

/**
 * Who may see an entry.
 */
public enum Visibility {

	/** Every user with access to the space. */
	SHARED,

	/** One user alone. */
	PRIVATE,

	/** Nobody: it never leaves the server. */
	SERVER_ONLY

}
