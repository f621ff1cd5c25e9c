package dev.syncedstore.test.simulation;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.test.model.SpaceHistory;

/**
 * A space in a simulation.
 *
 * @param id which one
 * @param history what it must be like
 * @param workload what is done in it
 * @param findings where what is found out goes
 */
record SimulatedSpace(SpaceId id, SpaceHistory history, Workload workload, Findings findings) {

	SimulationStatistics statistics() {
		return this.findings.statistics();
	}

	Violations violations() {
		return this.findings.violations();
	}

}
