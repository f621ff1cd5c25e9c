package dev.syncedstore.autoconfigure.actuate;

import java.time.Instant;

import dev.syncedstore.server.action.ParkedAction;

/**
 * A parked action as operators see it.
 *
 * @param id its id
 * @param storeType the store type of its space
 * @param instanceId the instance id of its space
 * @param userId for whom it was to run
 * @param action its name
 * @param attempts how often it was begun
 * @param failure why it was given up
 * @param parkedAt when it was given up
 */
public record ParkedReport(long id, String storeType, String instanceId, String userId, String action, int attempts,
		String failure, Instant parkedAt) {

	static ParkedReport of(ParkedAction action) {
		return new ParkedReport(action.id(), action.space().storeType(), action.space().instanceId(), action.userId(),
				action.action(), action.attempts(), action.failure(), action.parkedAt());
	}

}
