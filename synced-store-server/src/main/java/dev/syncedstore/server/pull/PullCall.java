package dev.syncedstore.server.pull;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullRequest;

/**
 * A pull that has passed the first checks.
 *
 * @param space the space
 * @param userId the authenticated user
 * @param request the request
 */
record PullCall(SpaceId space, String userId, PullRequest request) {
}
