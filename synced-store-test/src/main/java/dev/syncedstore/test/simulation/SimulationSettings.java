package dev.syncedstore.test.simulation;

import java.util.function.Supplier;

import dev.syncedstore.core.state.ValueCodecs;
import dev.syncedstore.server.log.VersionLog;

/**
 * What is simulated.
 *
 * @param workload makes what users do, anew for each run
 * @param storage makes the server's storage, anew for each run
 * @param codecs the codecs of all parties, so that types are looked at once
 * @param clients how many clients there are
 * @param steps how often somebody does something
 * @param traced whether to remember what happens
 * @param meddler puts bugs in
 * @param shrinking whether to look for a small example of what fails
 * @param examination looks closely at what mutators do
 * @param members whether spaces have members, who come and go
 */
record SimulationSettings(Supplier<? extends Workload> workload, Supplier<? extends VersionLog> storage,
		ValueCodecs codecs, int clients, int steps, boolean traced, Meddler meddler, boolean shrinking,
		Examination examination, boolean members) {

	SimulationSettings withClients(int clients) {
		return new SimulationSettings(this.workload, this.storage, this.codecs, clients, this.steps, this.traced,
				this.meddler, this.shrinking, this.examination, this.members);
	}

	SimulationSettings withSteps(int steps) {
		return new SimulationSettings(this.workload, this.storage, this.codecs, this.clients, steps, this.traced,
				this.meddler, this.shrinking, this.examination, this.members);
	}

	SimulationSettings withTrace() {
		return new SimulationSettings(this.workload, this.storage, this.codecs, this.clients, this.steps, true,
				this.meddler, this.shrinking, this.examination, this.members);
	}

	SimulationSettings with(Meddler meddler) {
		return new SimulationSettings(this.workload, this.storage, this.codecs, this.clients, this.steps, this.traced,
				meddler, this.shrinking, this.examination, this.members);
	}

	SimulationSettings withShrinking() {
		return new SimulationSettings(this.workload, this.storage, this.codecs, this.clients, this.steps, this.traced,
				this.meddler, true, this.examination, this.members);
	}

	SimulationSettings with(Examination examination) {
		return new SimulationSettings(this.workload, this.storage, this.codecs, this.clients, this.steps, this.traced,
				this.meddler, this.shrinking, examination, this.members);
	}

	SimulationSettings withMembers() {
		return new SimulationSettings(this.workload, this.storage, this.codecs, this.clients, this.steps, this.traced,
				this.meddler, this.shrinking, this.examination, true);
	}

}
