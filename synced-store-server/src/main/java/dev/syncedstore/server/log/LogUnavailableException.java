package dev.syncedstore.server.log;

import dev.syncedstore.core.SyncedStoreException;

/**
 * The log can't be reached or is locked for too long; the same may succeed later. Whether
 * a commit that was under way took effect is unknown.
 */
public final class LogUnavailableException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message what was tried
	 * @param cause why it failed
	 */
	public LogUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

}
