package dev.syncedstore.core.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A client calls an action.
 *
 * @param protocolVersion the version of the protocol
 * @param schemaVersion the client's schema version
 * @param clientId the client
 * @param userId the user that the request was made for, or {@code null} before the first
 * answer
 * @param actionId names this call, the same in every repetition
 * @param args the arguments as JSON text, unchecked
 */
public record ActionRequest(int protocolVersion, int schemaVersion, String clientId, @Nullable String userId,
		String actionId, String args) {
}
