package dev.syncedstore.autoconfigure.actuate;

import java.time.Instant;

import dev.syncedstore.server.delivery.ParkedDelivery;

/**
 * A parked delivery as operators see it.
 *
 * @param id its id
 * @param storeType the store type of the space that it was sent to
 * @param instanceId the instance id of the space that it was sent to
 * @param userId in whose name it was to run
 * @param mutator the mutator that was to run
 * @param sourceStoreType the store type of the space that has sent it
 * @param sourceInstanceId the instance id of the space that has sent it
 * @param sourceMutator the mutator that has sent it
 * @param sourceVersion at which version of its space
 * @param failure why it was rejected
 * @param parkedAt when it was rejected
 */
public record ParkedDeliveryReport(long id, String storeType, String instanceId, String userId, String mutator,
		String sourceStoreType, String sourceInstanceId, String sourceMutator, long sourceVersion, String failure,
		Instant parkedAt) {

	static ParkedDeliveryReport of(ParkedDelivery delivery) {
		return new ParkedDeliveryReport(delivery.id(), delivery.target().storeType(), delivery.target().instanceId(),
				delivery.source().userId(), delivery.mutator(), delivery.source().space().storeType(),
				delivery.source().space().instanceId(), delivery.source().mutator(), delivery.source().version(),
				delivery.failure(), delivery.parkedAt());
	}

}
