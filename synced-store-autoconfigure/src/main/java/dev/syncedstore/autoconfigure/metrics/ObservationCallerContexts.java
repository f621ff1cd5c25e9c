package dev.syncedstore.autoconfigure.metrics;

import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.CallerContextSource;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Takes the observation of a request along, so that what mutators call is part of it.
 * Thread-safe.
 */
final class ObservationCallerContexts implements CallerContextSource {

	private final ObservationRegistry registry;

	ObservationCallerContexts(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public CallerContext current() {
		Observation current = this.registry.getCurrentObservation();
		return (current != null && !current.isNoop()) ? () -> current.openScope()::close : CallerContext.NONE;
	}

}
