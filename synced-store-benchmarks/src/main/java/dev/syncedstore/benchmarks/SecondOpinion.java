package dev.syncedstore.benchmarks;

import java.util.List;
import java.util.function.Consumer;

import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.LineResult;

/**
 * Measures a comparison in the short form, and what comes out far worse than it must be
 * once more in full, so that neither a cold just-in-time compiler nor a moment in which
 * the machine did something else is taken for code that got slower.
 */
final class SecondOpinion {

	private final Measurement measurement;

	private final Consumer<String> progress;

	/**
	 * Create it.
	 * @param measurement measures a comparison
	 * @param progress is told what is measured again
	 */
	SecondOpinion(Measurement measurement, Consumer<String> progress) {
		this.measurement = measurement;
		this.progress = progress;
	}

	/**
	 * Measure a comparison.
	 * @param comparison its name
	 * @param form how thoroughly
	 * @return the results that count, all of the same form. One that failed is not tried
	 * again: that is no noise
	 * @throws Exception if the measurement does
	 */
	List<LineResult> run(String comparison, Form form) throws Exception {
		List<LineResult> results = this.measurement.run(comparison, form);
		List<Integer> far = results.stream()
			.filter((result) -> result.isMeasured() && result.isMissedByFar())
			.map((result) -> result.line().number())
			.distinct()
			.toList();
		if (form == Form.FULL || far.isEmpty()) {
			return results;
		}
		this.progress
			.accept("== " + comparison + " again, in full: line " + far + " is worse than half of what it must be");
		return this.measurement.run(comparison, Form.FULL);
	}

	/**
	 * Measures.
	 */
	@FunctionalInterface
	interface Measurement {

		/**
		 * Measure a comparison.
		 * @param comparison its name
		 * @param form how thoroughly
		 * @return a result for each of its lines
		 * @throws Exception if that can't be done
		 */
		List<LineResult> run(String comparison, Form form) throws Exception;

	}

}
