package dev.syncedstore.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A client asks for what it has missed.
 *
 * @param protocolVersion the version of the protocol
 * @param schemaVersion the client's schema version
 * @param clientId the client
 * @param userId the user that the request was made for, or {@code null} before the first
 * answer
 * @param acknowledgedMutationId the highest own id whose outcome the client has stored
 * and told
 * @param epoch the epoch of the client's base, or {@code null} without one
 * @param version the version of the client's base, or {@code null} without one
 * @param checkpoint the checkpoint of the client's base, or {@code null} without one or
 * at version 0
 * @param page the token of the page to return, or {@code null} for the first
 */
public record PullRequest(int protocolVersion, int schemaVersion, String clientId, @Nullable String userId,
		long acknowledgedMutationId, @Nullable String epoch, @Nullable Long version, @Nullable String checkpoint,
		@Nullable String page) {
}
