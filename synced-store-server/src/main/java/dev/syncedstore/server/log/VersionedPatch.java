package dev.syncedstore.server.log;

import dev.syncedstore.core.state.Patch;

/**
 * The state of a key, and since when.
 *
 * @param version the version that changed it last
 * @param patch the state
 */
public record VersionedPatch(long version, Patch patch) {
}
