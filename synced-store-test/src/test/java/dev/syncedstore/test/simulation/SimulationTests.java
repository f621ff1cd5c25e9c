package dev.syncedstore.test.simulation;

import java.util.concurrent.TimeUnit;

import dev.syncedstore.test.kitchensink.KitchenSinkWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The simulation of everything that mutators can do, under all faults. A failing seed
 * prints itself; it and the latest things that happened before come with
 * <pre class="code">
 * ./mvnw -pl synced-store-test -am test -Dtest=SimulationTests \\
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=583 -Dsimulation.seeds=1
 * </pre> and 100,000 seeds, which take some hours, with <pre class="code">
 * ./mvnw -pl synced-store-test -am test -Dtest=SimulationTests \\
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seeds=100000 -Dsimulation.timeout=86400
 * </pre>
 */
class SimulationTests {

	private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);

	private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);

	/** With fewer, chance may leave something out. */
	private static final int MEANINGFUL = 100;

	@Test
	@Timeout(value = 1, unit = TimeUnit.DAYS)
	void nothingIsLostDoubledOrSeenByOthersAndAllConverge() {
		Simulation simulation = Simulation.of(KitchenSinkWorkload::new);
		SimulationReport report = (SEEDS == 1) ? simulation.run(FIRST_SEED) : simulation.run(FIRST_SEED, SEEDS);
		System.out.println("Simulation, seeds from " + FIRST_SEED + ": " + report);
		assertThat(report.seeds()).isEqualTo(SEEDS);
		if (SEEDS >= MEANINGFUL) {
			report.requireFaults(0.5);
			assertThat(report.count("commits of several mutations")).isGreaterThan(SEEDS);
			assertThat(report.count("pages of pulls that were not the last")).isGreaterThan(SEEDS);
			assertThat(report.count("secrets seen by their owners")).isGreaterThan(SEEDS);
			for (String code : new String[] { "access_denied", "internal_error", "item_not_found", "not_enough",
					"server_says_no", "swallowed", "unknown_mutator" }) {
				assertThat(report.count("mutations rejected with " + code)).as(code).isGreaterThan(SEEDS / 5);
			}
		}
	}

	@Test
	@Timeout(value = 1, unit = TimeUnit.DAYS)
	void whoIsRemovedGetsNothingOfItAndWhoIsLetInAgainHasEverything() {
		Simulation simulation = Simulation.of(KitchenSinkWorkload::new).members();
		int seeds = Math.max(1, SEEDS / 5);
		SimulationReport report = (SEEDS == 1) ? simulation.run(FIRST_SEED) : simulation.run(FIRST_SEED, seeds);
		System.out.println("Simulation with members, seeds from " + FIRST_SEED + ": " + report);
		if (seeds >= MEANINGFUL) {
			report.requireFaults(0.5);
			assertThat(report.count("members removed")).isGreaterThan(seeds);
			assertThat(report.count("members let in")).isGreaterThan(seeds);
			assertThat(report.count("requests refused")).isGreaterThan(seeds);
		}
	}

}
