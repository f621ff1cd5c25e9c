package dev.syncedstore.teavm.build;

import dev.syncedstore.core.SyncedStoreException;

/**
 * The mutators could not be compiled.
 */
public final class BuildException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	BuildException(String message) {
		super(message);
	}

	BuildException(String message, Throwable cause) {
		super(message, cause);
	}

}
