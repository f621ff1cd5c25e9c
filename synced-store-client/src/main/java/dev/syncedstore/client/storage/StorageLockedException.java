package dev.syncedstore.client.storage;

import java.nio.file.Path;

/**
 * The store is open already, in this process or in another.
 */
public final class StorageLockedException extends StorageException {

	private static final long serialVersionUID = 1L;

	StorageLockedException(Path folder) {
		super("The store in " + folder + " is open already, in this process or in another one. Close it there, share "
				+ "the open store, or give this process a folder of its own: it is another client then");
	}

}
