package dev.syncedstore.server.member;

import dev.syncedstore.core.SpaceId;

/**
 * A space comes into being.
 *
 * @param space the space
 * @param userId who creates it: a user, or {@code $system} for server code in nobody's
 * name
 */
public record SpaceCreated(SpaceId space, String userId) {
}
