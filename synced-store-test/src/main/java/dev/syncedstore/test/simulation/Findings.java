package dev.syncedstore.test.simulation;

/**
 * Where everything goes that is found out in a run.
 *
 * @param statistics what happened, counted
 * @param violations what must not be
 * @param trace what happened last
 */
record Findings(SimulationStatistics statistics, Violations violations, Trace trace) {

	/**
	 * Throw what must not be, if there is any.
	 */
	void throwViolations() {
		if (!this.violations.isEmpty()) {
			throw new AssertionError(String.join("\n", this.violations.all()) + "\n" + this.trace);
		}
	}

}
