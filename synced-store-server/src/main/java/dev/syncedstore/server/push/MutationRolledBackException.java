package dev.syncedstore.server.push;

import dev.syncedstore.core.SyncedStoreException;

/**
 * Ends the transaction of a transactional mutation that is rejected. It has no cause, for
 * that would be taken for a failure of the database.
 */
final class MutationRolledBackException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final transient Verdict verdict;

	MutationRolledBackException(Verdict verdict) {
		super("Rejected: " + verdict.outcome().code());
		this.verdict = verdict;
	}

	Verdict verdict() {
		return this.verdict;
	}

}
