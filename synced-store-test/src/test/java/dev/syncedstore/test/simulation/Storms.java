package dev.syncedstore.test.simulation;

import java.util.Map;

/**
 * Runs storms for tests elsewhere.
 */
public final class Storms {

	private Storms() {
	}

	/**
	 * Run one.
	 * @param seed its seed
	 * @return what happened, counted
	 */
	public static Map<String, Long> run(long seed) {
		try {
			return new Storm(seed).run();
		}
		catch (RuntimeException | AssertionError ex) {
			throw new AssertionError(
					"Seed " + seed + " fails: -Dstorm.seed=" + seed + " -Dstorm.seeds=1\n" + ex.getMessage(), ex);
		}
	}

}
