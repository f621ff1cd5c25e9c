package dev.syncedstore.client.sync;

import dev.syncedstore.core.SpaceId;

/**
 * What the sync loop syncs.
 *
 * @param space the space
 * @param schemaVersion the application's schema version
 * @param timings how long to wait for what
 */
public record SyncSettings(SpaceId space, int schemaVersion, SyncTimings timings) {

	String path(String endpoint) {
		return "/" + this.space.storeType() + "/" + this.space.instanceId() + "/" + endpoint;
	}

}
