package dev.syncedstore.benchmarks.compare;

/**
 * What a figure must be.
 *
 * @param kind of which figure
 * @param limit the ratio, or in the unit of the line
 * @param present what it is at present: the limit, or what the manual's performance page
 * says and explains where that is worse
 */
public record Bound(Kind kind, double limit, double present) {

	Bound(Kind kind, double limit) {
		this(kind, limit, limit);
	}

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
	 * For what only has to come to its end. Whatever fails on the way says so by an
	 * exception.
	 * @return the bound
	 */
	public static Bound completes() {
		return new Bound(Kind.COMPLETES, 0);
	}

	/**
	 * For what is worth knowing beside another line.
	 * @return the bound that everything meets
	 */
	public static Bound none() {
		return new Bound(Kind.NONE, 0);
	}

	/**
	 * The same for what is not what it must be, so that what gets still worse is noticed
	 * all the same.
	 * @param figure what it is at present
	 * @return the bound
	 */
	public Bound missedBy(double figure) {
		return new Bound(this.kind, this.limit, figure);
	}

	/**
	 * Whether there is something to compare with.
	 * @return whether the baseline's figure matters
	 */
	public boolean needsBaseline() {
		return switch (this.kind) {
			case AT_LEAST_TIMES, AT_MOST_TIMES, AT_MOST_MORE -> true;
			case AT_MOST, COMPLETES, NONE -> false;
		};
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
			case AT_MOST, COMPLETES, NONE -> candidate;
		};
	}

	/**
	 * Whether a figure is good enough.
	 * @param figure as {@link #figure} gives it
	 * @return whether it is; never if it is not a number
	 */
	public boolean isMet(double figure) {
		return switch (this.kind) {
			case AT_LEAST_TIMES -> figure >= this.limit;
			case AT_MOST_TIMES, AT_MOST_MORE, AT_MOST -> figure <= this.limit;
			case COMPLETES, NONE -> !Double.isNaN(figure);
		};
	}

	/**
	 * Whether a figure is worse than noise could make it: under half of what it must be
	 * or is at present, or above twice.
	 * @param figure as {@link #figure} gives it
	 * @return whether it is
	 */
	public boolean isMissedByFar(double figure) {
		return !new Bound(this.kind, (this.kind == Kind.AT_LEAST_TIMES) ? this.present / 2 : this.present * 2)
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
		AT_MOST,

		/** The candidate's own figure, whatever it is. */
		COMPLETES,

		/** The candidate's own figure, for information. */
		NONE

	}

}
