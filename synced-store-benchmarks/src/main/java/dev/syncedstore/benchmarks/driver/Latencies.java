package dev.syncedstore.benchmarks.driver;

import java.util.Arrays;

/**
 * Latencies, exactly. Belongs to one thread at a time.
 */
public final class Latencies {

	private static final int INITIAL = 1024;

	private static final double NANOS_PER_MILLI = 1e6;

	private long[] nanos = new long[INITIAL];

	private int size;

	/**
	 * Record a latency.
	 * @param latencyNanos in nanoseconds
	 */
	public void add(long latencyNanos) {
		if (this.size == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, 2 * this.size);
		}
		this.nanos[this.size++] = latencyNanos;
	}

	/**
	 * How many there are.
	 * @return their number
	 */
	public int size() {
		return this.size;
	}

	/**
	 * A percentile by the nearest rank: the smallest latency that at least this part of
	 * all does not exceed.
	 * @param part such as 0.99
	 * @return milliseconds
	 */
	public double millis(double part) {
		if (this.size == 0) {
			throw new IllegalStateException("Nothing was measured");
		}
		long[] sorted = Arrays.copyOf(this.nanos, this.size);
		Arrays.sort(sorted);
		int rank = (int) Math.ceil(part * this.size);
		return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
	}

}
