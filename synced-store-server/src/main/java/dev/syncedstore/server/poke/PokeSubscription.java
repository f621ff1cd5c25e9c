package dev.syncedstore.server.poke;

import dev.syncedstore.core.SpaceId;

/**
 * Who wants to hear of which space.
 *
 * @param space the space
 * @param userId the authenticated user
 * @param clientId the client, whose rejections come to it alone
 * @param schemaVersion the client's schema version
 */
public record PokeSubscription(SpaceId space, String userId, String clientId, int schemaVersion) {
}
