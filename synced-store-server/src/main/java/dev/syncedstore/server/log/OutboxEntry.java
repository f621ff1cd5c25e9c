package dev.syncedstore.server.log;

import dev.syncedstore.core.mutation.EnqueuedAction;

/**
 * An action that a commit enqueues.
 *
 * @param userId in whose name it runs
 * @param action what is to run
 */
public record OutboxEntry(String userId, EnqueuedAction action) {
}
