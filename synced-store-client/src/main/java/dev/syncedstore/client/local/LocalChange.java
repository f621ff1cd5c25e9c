package dev.syncedstore.client.local;

import java.util.List;

/**
 * What one step did to the local store.
 *
 * @param clientId the client whose mutations these were
 * @param keys where readers may find something else
 * @param settled the mutations that were settled by it, in order
 */
public record LocalChange(String clientId, KeyChanges keys, List<Outcome> settled) {
}
