package dev.syncedstore.client.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where stores are kept from one run of the application to the next. Thread-safe.
 */
public interface ClientStorage {

	/** Keeps nothing: every store begins empty, and what is pending ends with it. */
	ClientStorage NONE = new NoStorage();

	/**
	 * Keeps stores in files below a folder, which is made when it is needed. What was
	 * stored survives the end of the process, however sudden.
	 * @param folder the folder
	 * @return the storage
	 */
	static ClientStorage inFolder(Path folder) {
		return new FolderStorage(folder);
	}

	/**
	 * Open what is kept of a store, for one user of it at a time.
	 * @param key the store
	 * @return its journal, without records if it is new
	 * @throws StorageLockedException if it is open already
	 * @throws StorageException if it can't be opened
	 */
	Journal open(StoreKey key);

	/**
	 * Delete all stores of an account.
	 * @param server the server's address
	 * @param account the account
	 * @throws StorageLockedException if one of them is open; nothing is deleted then
	 * @throws StorageException if not all could be deleted
	 */
	void erase(String server, String account);

	/**
	 * The user who was signed in last, where credentials don't tell.
	 * @param server the server's address
	 * @return the user's id, or empty if nobody was
	 */
	Optional<String> lastUserId(String server);

	/**
	 * Somebody is signed in, or nobody any more.
	 * @param server the server's address
	 * @param userId the user's id, or empty to forget who it was
	 */
	void rememberUserId(String server, Optional<String> userId);

	/**
	 * Where lengthy work on files is done, so that nobody waits for it.
	 * @return the executor
	 */
	default Executor executor() {
		return Runnable::run;
	}

}
