package dev.syncedstore.benchmarks.compare;

import java.util.List;

/**
 * What a line came to.
 *
 * @param line the line
 * @param pairs the figures of each pair, in order
 */
public record LineResult(Line line, List<Pair> pairs) {

	public LineResult {
		pairs = List.copyOf(pairs);
	}

	/**
	 * The result of a line that could not be measured.
	 * @param line the line
	 * @return a result without figures, which meets no bound
	 */
	public static LineResult failed(Line line) {
		return new LineResult(line, List.of());
	}

	/**
	 * The figure that counts.
	 * @return the median over the pairs; not a number if the line could not be measured
	 */
	public double figure() {
		return median(figures());
	}

	/**
	 * The smallest figure of a pair.
	 * @return the smallest
	 */
	public double lowest() {
		double[] figures = figures();
		return (figures.length > 0) ? figures[0] : Double.NaN;
	}

	/**
	 * The largest figure of a pair.
	 * @return the largest
	 */
	public double highest() {
		double[] figures = figures();
		return (figures.length > 0) ? figures[figures.length - 1] : Double.NaN;
	}

	/**
	 * The candidate's absolute figure.
	 * @return the median, in the line's unit
	 */
	public double candidate() {
		return median(this.pairs.stream().mapToDouble(Pair::candidate).sorted().toArray());
	}

	/**
	 * The baseline's absolute figure.
	 * @return the median, in the line's unit; not a number if the line has no baseline
	 */
	public double baseline() {
		return median(this.pairs.stream().mapToDouble(Pair::baseline).sorted().toArray());
	}

	/**
	 * Whether it is what it must be.
	 * @return whether it is
	 */
	public boolean isMet() {
		return this.line.bound().isMet(figure());
	}

	/**
	 * Whether there are figures at all.
	 * @return {@code false} if the line could not be measured
	 */
	public boolean isMeasured() {
		return !this.pairs.isEmpty();
	}

	/**
	 * Whether it is worse than noise could make it, or could not be measured.
	 * @return whether it is
	 */
	public boolean isMissedByFar() {
		return this.line.bound().isMissedByFar(figure());
	}

	private double[] figures() {
		return this.pairs.stream()
			.mapToDouble((pair) -> this.line.bound().figure(pair.candidate(), pair.baseline()))
			.sorted()
			.toArray();
	}

	private static double median(double[] sorted) {
		if (sorted.length == 0) {
			return Double.NaN;
		}
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * One pair's absolute figures, in the line's unit.
	 *
	 * @param baseline of the baseline, not a number if there is none
	 * @param candidate of the candidate
	 */
	public record Pair(double baseline, double candidate) {
	}

}
