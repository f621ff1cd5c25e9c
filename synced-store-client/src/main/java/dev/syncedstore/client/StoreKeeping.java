package dev.syncedstore.client;

import java.util.Optional;

import dev.syncedstore.client.local.LocalStore;
import dev.syncedstore.client.local.LocalUser;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.storage.Journal;
import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.client.storage.StoreKey;
import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a store is kept, which depends on whose it is: opened at once where that is
 * known, or else when the server says so.
 */
final class StoreKeeping {

	private static final Logger logger = LoggerFactory.getLogger(StoreKeeping.class);

	private static final String BY_ID = "id:";

	private static final String BY_NAME = "name:";

	private final ClientStorage storage;

	private final String server;

	private final SpaceId space;

	private volatile @Nullable String account;

	StoreKeeping(ClientStorage storage, String server, SpaceId space) {
		this.storage = storage;
		this.server = server;
		this.space = space;
	}

	/**
	 * For whom a store is, as far as is known before the server has been asked.
	 * @param userId the user whom the application names, or {@code null}
	 * @param presumed the user whom the credentials name, or {@code null}
	 */
	LocalUser user(@Nullable String userId, @Nullable String presumed) {
		if (userId != null) {
			this.account = BY_ID + userId;
			return new LocalUser(userId, true);
		}
		if (presumed != null) {
			this.account = BY_NAME + presumed;
			return new LocalUser(presumed, false);
		}
		Optional<String> last = this.storage.lastUserId(this.server);
		this.account = last.map(BY_ID::concat).orElse(null);
		return last.map((id) -> new LocalUser(id, true)).orElse(LocalUser.UNKNOWN);
	}

	/** Open what is kept, if it is known for whom. */
	void open(LocalStore store) {
		String known = this.account;
		if (known == null) {
			return;
		}
		Journal journal = this.storage.open(new StoreKey(this.server, known, this.space));
		try {
			store.attach(journal, this.storage.executor());
		}
		catch (StorageException ex) {
			journal.close();
			throw ex;
		}
	}

	/**
	 * The server has said who the user is.
	 * @return whether something was opened
	 */
	boolean identified(String userId, LocalStore store) {
		if (this.account != null) {
			return false;
		}
		this.account = BY_ID + userId;
		this.storage.rememberUserId(this.server, Optional.of(userId));
		open(store);
		return true;
	}

	/** Somebody else is signed in, so the next store is not for the same user. */
	void mismatch() {
		try {
			this.storage.rememberUserId(this.server, Optional.empty());
		}
		catch (StorageException ex) {
			logger.warn("It can't be written that somebody else is signed in", ex);
		}
	}

	/** The account, or {@code null} as long as it is not known. */
	@Nullable String account() {
		return this.account;
	}

}
