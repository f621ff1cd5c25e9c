package dev.syncedstore.server.push;

/**
 * A batch that runs on what the node holds of a space needs something else. It starts
 * again by looking into the database.
 */
final class NotHeldException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotHeldException() {
		super("The node does not hold this", null, false, false);
	}

}
