package dev.syncedstore.server.log;

import dev.syncedstore.core.mutation.EnqueuedAction;

/**
 * An action that a commit enqueues.
 *
 * @param userId in whose name it runs
 * @param action what is to run
 * @param schemaVersion under which version of its space's schema it was enqueued, 0 if
 * that is not known
 */
public record OutboxEntry(String userId, EnqueuedAction action, int schemaVersion) {
}
