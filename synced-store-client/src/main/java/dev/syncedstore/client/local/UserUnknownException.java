package dev.syncedstore.client.local;

import dev.syncedstore.core.SyncedStoreException;

/**
 * Something was read or changed before anybody knew for whom.
 */
public final class UserUnknownException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	UserUnknownException() {
		super("The user is not known before the server's first answer. Wait for it with waitForServerData(), or name "
				+ "the user: builder.userId(\"alice\")");
	}

}
