package dev.syncedstore.server.push;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what became of deliveries, once that is durable.
 */
final class DeliveryReport {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryReport.class);

	private DeliveryReport() {
	}

	static void applied(EngineParts parts, SpaceId space, Delivery delivery) {
		parts.observer().delivered(space.storeType(), delivery.mutator(), null);
	}

	/** Nobody waits for it, so the log is the place to tell. */
	static void parked(EngineParts parts, SpaceId space, Delivery delivery, Outcome outcome) {
		boolean known = parts.catalog().find(space.storeType(), delivery.mutator()) != null;
		String code = String.valueOf(outcome.code());
		parts.observer().delivered(space.storeType(), known ? delivery.mutator() : "unknown", code);
		logger.warn(
				"Delivery {} ({}.{}), sent by space {} at version {}, was rejected by space {} and is parked, until "
						+ "it is retried or discarded: {}",
				delivery.id(), space.storeType(), delivery.mutator(), delivery.source().space(),
				delivery.source().version(), space, code);
	}

}
