package dev.syncedstore.teavm.generate;

import dev.syncedstore.core.SyncedStoreException;

/**
 * Something of an application's mutators can't be compiled for the browser.
 */
public final class UnportableException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message what can't, and what to write instead
	 */
	public UnportableException(String message) {
		super(message);
	}

}
