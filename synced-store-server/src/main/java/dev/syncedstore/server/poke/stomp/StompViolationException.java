package dev.syncedstore.server.poke.stomp;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A client broke the rules of STOMP, or of its use here.
 */
final class StompViolationException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	StompViolationException(String message) {
		super(message);
	}

}
