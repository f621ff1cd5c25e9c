package dev.syncedstore.server.log;

import dev.syncedstore.core.SyncedStoreException;

/**
 * The log can't be reached or is locked for too long; the same may succeed later.
 */
public final class LogUnavailableException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final Phase phase;

	/**
	 * Create the exception of something that has changed nothing.
	 * @param message what was tried
	 * @param cause why it failed
	 */
	public LogUnavailableException(String message, Throwable cause) {
		this(message, cause, Phase.WORK);
	}

	/**
	 * Create the exception.
	 * @param message what was tried
	 * @param cause why it failed
	 * @param phase how far the transaction got
	 */
	public LogUnavailableException(String message, Throwable cause, Phase phase) {
		super(message, cause);
		this.phase = phase;
	}

	/**
	 * How far the transaction got.
	 * @return the phase in which it failed
	 */
	public Phase phase() {
		return this.phase;
	}

	/**
	 * The phases of a transaction.
	 */
	public enum Phase {

		/** There is no connection; waiting for one has taken its time already. */
		BEGIN,

		/** The transaction has been rolled back. */
		WORK,

		/** Whether the transaction has committed is unknown. */
		COMMIT

	}

}
