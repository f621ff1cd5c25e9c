package dev.syncedstore.test.simulation;

import java.util.function.Consumer;

/**
 * One thing that somebody does in a run, which can be done again in another run of the
 * same seed.
 *
 * @param text what it is, for people
 * @param action does it
 */
record Step(String text, Consumer<SimulationRun> action) {

	@Override
	public String toString() {
		return this.text;
	}

}
