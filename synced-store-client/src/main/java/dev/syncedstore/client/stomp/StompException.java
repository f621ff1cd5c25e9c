package dev.syncedstore.client.stomp;

import dev.syncedstore.core.SyncedStoreException;

/**
 * What came is not STOMP.
 */
public final class StompException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	StompException(String message) {
		super(message);
	}

}
