package dev.syncedstore.server.push;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.SyncedStoreException;

/**
 * What is in a space is not under this node's version of its schema.
 */
public final class OtherSchemaException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	OtherSchemaException(SpaceId space) {
		super("Space " + space + " is not under this server's version of its schema");
	}

}
