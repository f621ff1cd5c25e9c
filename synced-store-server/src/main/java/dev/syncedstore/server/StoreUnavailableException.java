package dev.syncedstore.server;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A mutation of server code could not be processed: the database was away, too much was
 * waiting already, or the server is shutting down. If the database went away just while
 * it committed and has not come back since, the mutation may have happened; then it is
 * known to listeners and subscribers with the next change of the space.
 */
public final class StoreUnavailableException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message what was wrong
	 */
	public StoreUnavailableException(String message) {
		super(message);
	}

	/**
	 * Create the exception.
	 * @param message what was wrong
	 * @param cause what it comes from
	 */
	public StoreUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

}
