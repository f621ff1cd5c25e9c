package dev.syncedstore.client.local;

import dev.syncedstore.core.SyncedStoreException;

/**
 * The store is closed. It takes no more mutations, and what becomes of those that were
 * pending is not known here.
 */
public final class StoreClosedException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message what happened
	 */
	public StoreClosedException(String message) {
		super(message);
	}

}
