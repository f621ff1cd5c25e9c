package dev.syncedstore.server.push;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A mutator took more than it may.
 */
final class BudgetExceededException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	BudgetExceededException(String message) {
		super(message);
	}

}
