package dev.syncedstore.server.action.run;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.CallerContext;

/**
 * For whom and where an action runs.
 *
 * @param space the space
 * @param userId the user
 * @param callId names the call
 * @param attempt how often it has been begun
 * @param caller the context that it runs in
 */
record Invocation(SpaceId space, String userId, String callId, int attempt, CallerContext caller) {
}
