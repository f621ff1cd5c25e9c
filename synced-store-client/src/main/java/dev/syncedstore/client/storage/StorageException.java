package dev.syncedstore.client.storage;

import dev.syncedstore.core.SyncedStoreException;

/**
 * Something can't be kept, or not be read back: the disk is full, the folder can't be
 * written, or somebody else has it.
 */
public class StorageException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message what happened, and to which file
	 */
	public StorageException(String message) {
		super(message);
	}

	/**
	 * Create the exception.
	 * @param message what happened, and to which file
	 * @param cause why
	 */
	public StorageException(String message, Throwable cause) {
		super(message, cause);
	}

}
