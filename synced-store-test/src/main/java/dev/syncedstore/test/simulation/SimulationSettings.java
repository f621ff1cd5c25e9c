package dev.syncedstore.test.simulation;

import java.util.function.Supplier;

import dev.syncedstore.server.log.VersionLog;

/**
 * What is simulated.
 *
 * @param workload makes what users do, anew for each run
 * @param storage makes the server's storage, anew for each run
 * @param clients how many clients there are
 * @param steps how often somebody does something
 * @param traced whether to remember what happens
 * @param meddler puts bugs in
 */
record SimulationSettings(Supplier<? extends Workload> workload, Supplier<? extends VersionLog> storage, int clients,
		int steps, boolean traced, Meddler meddler) {

	SimulationSettings withClients(int clients) {
		return new SimulationSettings(this.workload, this.storage, clients, this.steps, this.traced, this.meddler);
	}

	SimulationSettings withSteps(int steps) {
		return new SimulationSettings(this.workload, this.storage, this.clients, steps, this.traced, this.meddler);
	}

	SimulationSettings withTrace() {
		return new SimulationSettings(this.workload, this.storage, this.clients, this.steps, true, this.meddler);
	}

	SimulationSettings with(Meddler meddler) {
		return new SimulationSettings(this.workload, this.storage, this.clients, this.steps, this.traced, meddler);
	}

}
