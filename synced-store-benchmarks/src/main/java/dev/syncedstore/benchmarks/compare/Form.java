package dev.syncedstore.benchmarks.compare;

import java.time.Duration;

/**
 * How thoroughly to measure.
 *
 * @see #warmUp()
 */
public enum Form {

	/** For the record: pairs after twenty seconds of warm-up. */
	FULL(Duration.ofSeconds(20), Duration.ofSeconds(5), 5),

	/**
	 * For every day: in under three minutes, without what takes long to set up, and on
	 * smaller sizes where a line says so.
	 */
	SHORT(Duration.ofSeconds(2), Duration.ofMillis(700), 3);

	private final Duration warmUp;

	private final Duration slice;

	private final int pairs;

	Form(Duration warmUp, Duration slice, int pairs) {
		this.warmUp = warmUp;
		this.slice = slice;
		this.pairs = pairs;
	}

	/**
	 * How long both sides run, in turns, before anything counts.
	 * @return for both together
	 */
	public Duration warmUp() {
		return this.warmUp;
	}

	/**
	 * How long one side runs in a pair.
	 * @return for one side
	 */
	public Duration slice() {
		return this.slice;
	}

	/**
	 * How many pairs count.
	 * @return the number
	 */
	public int pairs() {
		return this.pairs;
	}

	/**
	 * One of two sizes.
	 * @param full for the full form
	 * @param small for the short form
	 * @return the one of this form
	 */
	public int size(int full, int small) {
		return (this == FULL) ? full : small;
	}

}
