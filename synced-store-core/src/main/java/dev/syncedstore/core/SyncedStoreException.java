package dev.syncedstore.core;

/**
 * The root of the exceptions that Synced-Store throws.
 */
public abstract class SyncedStoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception without a cause.
	 * @param message what went wrong and what to do about it
	 */
	protected SyncedStoreException(String message) {
		super(message);
	}

	/**
	 * Create an exception.
	 * @param message what went wrong and what to do about it
	 * @param cause what it comes from
	 */
	protected SyncedStoreException(String message, Throwable cause) {
		super(message, cause);
	}

}
