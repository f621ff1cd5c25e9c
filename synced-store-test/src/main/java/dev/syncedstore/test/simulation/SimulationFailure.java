package dev.syncedstore.test.simulation;

/**
 * A run of a simulation has found something wrong.
 */
public final class SimulationFailure extends AssertionError {

	private static final long serialVersionUID = 1L;

	private final long seed;

	SimulationFailure(long seed, Throwable cause) {
		super("Seed " + seed + " fails. It fails again with Simulation.run(" + seed + "), or with the options\n"
				+ "\t-Dsimulation.seed=" + seed + " -Dsimulation.seeds=1\n" + "where the test reads them.\n"
				+ cause.getMessage(), cause);
		this.seed = seed;
	}

	/**
	 * The seed that fails.
	 * @return the seed
	 */
	public long seed() {
		return this.seed;
	}

}
