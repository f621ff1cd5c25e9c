package dev.syncedstore.autoconfigure.metrics;

import dev.syncedstore.server.poke.PokeObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counters of what is sent to subscribers.
 */
final class PokeMetrics implements PokeObserver {

	private final MeterRegistry registry;

	private final Counter overflows;

	PokeMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.overflows = Counter.builder("syncedstore.poke.overflows")
			.description("Times that a slow connection's queue was replaced by empty ranges")
			.register(registry);
	}

	@Override
	public void delivered(String storeType, int receivers) {
		if (receivers > 0) {
			this.registry.counter("syncedstore.poke.deliveries", "store.type", storeType).increment(receivers);
		}
	}

	@Override
	public void overflowed() {
		this.overflows.increment();
	}

}
