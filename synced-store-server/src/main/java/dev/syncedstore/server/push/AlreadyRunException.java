package dev.syncedstore.server.push;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A deferred mutation is not stored any more: somebody else has run it.
 */
final class AlreadyRunException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	AlreadyRunException(long deferredId) {
		super("Deferred mutation " + deferredId + " has been run already");
	}

}
