package dev.syncedstore.server.action;

import dev.syncedstore.core.SyncedStoreException;

/**
 * An action is to end: it has taken too long, or the server stops. Its thread has been
 * interrupted, and it can't change its space any more.
 */
public final class ActionCancelledException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message why
	 */
	public ActionCancelledException(String message) {
		super(message);
	}

}
