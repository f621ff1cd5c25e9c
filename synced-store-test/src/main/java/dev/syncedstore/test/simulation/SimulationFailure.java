package dev.syncedstore.test.simulation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A run of a simulation has found something wrong.
 */
public final class SimulationFailure extends AssertionError {

	private static final long serialVersionUID = 1L;

	private final long seed;

	private final String problem;

	private final String[] steps;

	SimulationFailure(long seed, Throwable cause, @Nullable Example example) {
		super("Seed " + seed + " fails. It fails again with Simulation.run(" + seed + "), or with the options\n"
				+ "\t-Dsimulation.seed=" + seed + " -Dsimulation.seeds=1\n" + "where the test reads them.\n"
				+ ((example != null) ? example : cause.getMessage()), cause);
		this.seed = seed;
		this.problem = (example != null) ? example.problem() : String.valueOf(cause.getMessage());
		this.steps = (example != null) ? example.steps().stream().map(Step::text).toArray(String[]::new)
				: new String[0];
	}

	/**
	 * The seed that fails.
	 * @return the seed
	 */
	public long seed() {
		return this.seed;
	}

	/**
	 * What is wrong.
	 * @return all of it, in words
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * As few steps as were found to make it go wrong.
	 * @return the steps in words; empty if no example was looked for or found
	 */
	public List<String> steps() {
		return List.of(this.steps);
	}

}
