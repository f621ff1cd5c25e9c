package dev.syncedstore.test.simulation;

import java.util.concurrent.TimeUnit;

import dev.syncedstore.test.kitchensink.KitchenSinkWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class SimulationTests {

	private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);

	private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);

	@Test
	@Timeout(value = 1, unit = TimeUnit.DAYS)
	void everythingConvergesAndNothingIsLostWhateverGoesWrong() {
		Simulation simulation = Simulation.of(KitchenSinkWorkload::new);
		SimulationReport report = (SEEDS == 1) ? simulation.run(FIRST_SEED) : simulation.run(FIRST_SEED, SEEDS);
		System.out.println("Simulation of seeds from " + FIRST_SEED + ": " + report);
		assertThat(report.seeds()).isEqualTo(SEEDS);
	}

}
