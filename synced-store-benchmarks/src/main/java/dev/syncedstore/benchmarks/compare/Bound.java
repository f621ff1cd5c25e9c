package dev.syncedstore.benchmarks.compare;

/**
 * What a figure must be.
 *
 * @param kind of which figure
 * @param limit the ratio, or in the unit of the line
 */
public record Bound(Kind kind, double limit) {

	/**
	 * For what is better when larger.
	 * @param ratio candidate to baseline
	 * @return the bound
	 */
	public static Bound atLeastTimes(double ratio) {
		return new Bound(Kind.AT_LEAST_TIMES, ratio);
	}

	/**
	 * For what is better when smaller.
	 * @param ratio candidate to baseline
	 * @return the bound
	 */
	public static Bound atMostTimes(double ratio) {
		return new Bound(Kind.AT_MOST_TIMES, ratio);
	}

	/**
	 * For what may cost a fixed amount more.
	 * @param difference candidate less baseline, in the unit of the line
	 * @return the bound
	 */
	public static Bound atMostMore(double difference) {
		return new Bound(Kind.AT_MOST_MORE, difference);
	}

	/**
	 * For what has no baseline.
	 * @param value in the unit of the line
	 * @return the bound
	 */
	public static Bound atMost(double value) {
		return new Bound(Kind.AT_MOST, value);
	}

	/**
	 * Whether there is something to compare with.
	 * @return whether the baseline's figure matters
	 */
	public boolean needsBaseline() {
		return this.kind != Kind.AT_MOST;
	}

	/**
	 * The figure that is bounded.
	 * @param candidate ours
	 * @param baseline the other's; any if {@link #needsBaseline()} is false
	 * @return the ratio, the difference or the candidate's own figure
	 */
	public double figure(double candidate, double baseline) {
		return switch (this.kind) {
			case AT_LEAST_TIMES, AT_MOST_TIMES -> candidate / baseline;
			case AT_MOST_MORE -> candidate - baseline;
			case AT_MOST -> candidate;
		};
	}

	/**
	 * Whether a figure is good enough.
	 * @param figure as {@link #figure} gives it
	 * @return whether it is
	 */
	public boolean isMet(double figure) {
		return (this.kind == Kind.AT_LEAST_TIMES) ? figure >= this.limit : figure <= this.limit;
	}

	/**
	 * Whether a figure is worse than noise could make it: under half of what it must be,
	 * or above twice.
	 * @param figure as {@link #figure} gives it
	 * @return whether it is
	 */
	public boolean isMissedByFar(double figure) {
		return !new Bound(this.kind, (this.kind == Kind.AT_LEAST_TIMES) ? this.limit / 2 : this.limit * 2)
			.isMet(figure);
	}

	/**
	 * Of which figure.
	 */
	public enum Kind {

		/** The ratio, from below. */
		AT_LEAST_TIMES,

		/** The ratio, from above. */
		AT_MOST_TIMES,

		/** The difference, from above. */
		AT_MOST_MORE,

		/** The candidate's own figure, from above. */
		AT_MOST

	}

}
