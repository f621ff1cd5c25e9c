package dev.syncedstore.test.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.test.transport.Fault;

/**
 * What happened in the runs of a simulation, added up. Thread-safe.
 */
public final class SimulationReport {

	private final Map<String, Long> counts = new TreeMap<>();

	private long seeds;

	private long seedsWithRebase;

	synchronized void add(SimulationWorld world) {
		SimulationStatistics statistics = world.statistics();
		this.seeds++;
		this.seedsWithRebase += (statistics.rebases > 0) ? 1 : 0;
		for (Fault fault : Fault.values()) {
			count(name(fault), world.faults().of(fault));
		}
		statistics.counts().forEach(this::count);
	}

	private void count(String name, long number) {
		this.counts.merge(name, number, Long::sum);
	}

	/**
	 * How many seeds were run.
	 * @return the number
	 */
	public synchronized long seeds() {
		return this.seeds;
	}

	/**
	 * In how many seeds a client went over to another base with work pending.
	 * @return the number
	 */
	public synchronized long seedsWithRebase() {
		return this.seedsWithRebase;
	}

	/**
	 * How often a fault happened.
	 * @param fault the fault
	 * @return the number
	 */
	public long faults(Fault fault) {
		return count(name(fault));
	}

	/**
	 * How often something happened.
	 * @param name its name in the report
	 * @return the number, 0 for an unknown name
	 */
	public synchronized long count(String name) {
		return this.counts.getOrDefault(name, 0L);
	}

	/**
	 * Demand that enough went wrong for the runs to mean something.
	 * @param perSeed how often each fault must have happened, on average
	 * @throws AssertionError if one was too seldom, or if fewer than nine of ten seeds
	 * rebased with work pending
	 */
	public void requireFaults(double perSeed) {
		List<String> seldom = new ArrayList<>();
		for (Fault fault : Fault.values()) {
			if (faults(fault) < perSeed * seeds()) {
				seldom.add(name(fault) + " happened " + faults(fault) + " times");
			}
		}
		if (seedsWithRebase() < 0.9 * seeds()) {
			seldom.add(seedsWithRebase() + " seeds rebased with work pending");
		}
		if (!seldom.isEmpty()) {
			throw new AssertionError(
					"Too little happened in " + seeds() + " seeds: " + String.join(", ", seldom) + "\n" + this);
		}
	}

	@Override
	public synchronized String toString() {
		StringBuilder text = new StringBuilder(
				this.seeds + " seeds, " + this.seedsWithRebase + " rebased with work pending");
		this.counts.forEach((name, number) -> text.append("\n\t").append(name).append(": ").append(number));
		return text.toString();
	}

	private static String name(Fault fault) {
		return "fault " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
