package dev.syncedstore.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One page of what a client has missed.
 *
 * @param delta the changes
 * @param userId the authenticated user
 * @param schemaVersion the server's schema version
 * @param reset whether the client's base is to be replaced
 * @param nextPage the token of the next page, or {@code null} after the last
 */
public record PullResponse(Delta delta, String userId, int schemaVersion, boolean reset, @Nullable String nextPage) {
}
