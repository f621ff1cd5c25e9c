package dev.syncedstore.core.state;

import org.jspecify.annotations.Nullable;

/**
 * The new state of one key.
 *
 * @param key the key on the wire, with the prefix of its visibility
 * @param value the value, or {@code null} if the key was deleted
 */
public record Patch(String key, @Nullable StoredValue value) {
}
