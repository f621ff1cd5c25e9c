package dev.syncedstore.test.transport;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often each fault has happened. Not thread-safe.
 */
public final class FaultCounts {

	private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

	/**
	 * A fault has happened.
	 * @param fault the fault
	 */
	public void add(Fault fault) {
		this.counts.merge(fault, 1L, Long::sum);
	}

	/**
	 * How often a fault has happened.
	 * @param fault the fault
	 * @return the number
	 */
	public long of(Fault fault) {
		return this.counts.getOrDefault(fault, 0L);
	}

}
