package dev.syncedstore.server.action.run;

import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.ActionOutbox;

/**
 * The actions of a server, and what they need.
 *
 * @param catalog the actions
 * @param calls where calls and their answers are kept
 * @param outbox where enqueued ones are kept
 * @param threads where they run
 * @param settings what can be chosen
 */
public record ActionSetup(ActionCatalog catalog, ActionCalls calls, ActionOutbox outbox, ActionThreads threads,
		ActionSettings settings) {
}
