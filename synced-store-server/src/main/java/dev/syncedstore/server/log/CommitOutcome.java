package dev.syncedstore.server.log;

/**
 * What became of a commit that was made up without looking.
 */
public sealed interface CommitOutcome {

	/** It is durable. */
	CommitOutcome WRITTEN = new Written();

	/** The space is not as it was presumed to be, or in use; nothing was written. */
	CommitOutcome NOT_WRITTEN = new NotWritten();

	/** It is durable. */
	record Written() implements CommitOutcome {
	}

	/** The space is not as it was presumed to be, or in use; nothing was written. */
	record NotWritten() implements CommitOutcome {
	}

	/**
	 * Unless the cause is a {@link LogUnavailableException} that says so, it is not known
	 * whether it was written. Looking tells.
	 *
	 * @param cause why
	 */
	record Failed(RuntimeException cause) implements CommitOutcome {
	}

}
