package dev.syncedstore.server.action;

import java.time.Instant;

import dev.syncedstore.core.SpaceId;

/**
 * An enqueued action that was tried often enough, and waits for an operator.
 *
 * @param id its id
 * @param space the space of the mutation that enqueued it
 * @param userId that mutation's user
 * @param action the action's name
 * @param attempts how often it was begun
 * @param failure how it ended the last time: a code and, for a fault, the id under which
 * the log has the cause
 * @param parkedAt when it was given up
 */
public record ParkedAction(long id, SpaceId space, String userId, String action, int attempts, String failure,
		Instant parkedAt) {
}
