package dev.syncedstore.test.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts, restored backups and crashes of clients, who come back with their storage,
 * without it or with an old copy, besides all faults of the network and the database,
 * judged from outside. More seeds: <pre class="code">
 * ./mvnw -pl synced-store-test -am test -Dtest=StormTests \\
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dstorm.seeds=100000 -Dsimulation.timeout=86400
 * </pre>
 */
class StormTests {

	private static final long FIRST_SEED = Long.getLong("storm.seed", 1);

	private static final int SEEDS = Integer.getInteger("storm.seeds", 1_000);

	/** With fewer, chance may leave something out. */
	private static final int MEANINGFUL = 100;

	@Test
	@Timeout(value = 1, unit = TimeUnit.DAYS)
	void whatWasConfirmedIsThereOnceAndAllConverge() {
		Map<String, Long> counts = new TreeMap<>();
		LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS).parallel().forEach((seed) -> {
			Map<String, Long> counted = Storms.run(seed);
			synchronized (counts) {
				counted.forEach((what, number) -> counts.merge(what, number, Long::sum));
			}
		});
		System.out.println("Storm, " + SEEDS + " seeds from " + FIRST_SEED + ": " + counts);
		if (SEEDS >= MEANINGFUL) {
			counts.forEach((what, number) -> assertThat(number).as(what).isGreaterThan(SEEDS / 8));
			assertThat(counts).containsKeys("backups restored", "clients killed", "servers killed",
					"mutations made in vain", "disks kept", "disks lost", "old disks restored",
					"machines without power", "deaths between two writes", "deployments", "deployments undone",
					"clients updated");
		}
	}

}
