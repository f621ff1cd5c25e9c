package dev.syncedstore.core.mutation;

import dev.syncedstore.core.SyncedStoreException;

/**
 * A mutator threw a checked exception.
 */
public final class MutatorFailedException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	MutatorFailedException(MutatorDefinition mutator, Throwable cause) {
		super("Mutator " + mutator + " failed", cause);
	}

}
