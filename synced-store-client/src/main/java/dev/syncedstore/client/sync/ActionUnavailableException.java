package dev.syncedstore.client.sync;

import dev.syncedstore.core.SyncedStoreException;

/**
 * An action could not be called, or nobody knows what became of it: the server could not
 * be reached.
 */
public final class ActionUnavailableException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final boolean mayHaveRun;

	/**
	 * Create the exception.
	 * @param message why
	 * @param mayHaveRun whether the server may have run the action, or may still do so
	 */
	public ActionUnavailableException(String message, boolean mayHaveRun) {
		super(message);
		this.mayHaveRun = mayHaveRun;
	}

	/**
	 * Whether the server may have run the action, or may still do so.
	 * @return {@code false} if it certainly has not
	 */
	public boolean mayHaveRun() {
		return this.mayHaveRun;
	}

}
