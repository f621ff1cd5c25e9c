package dev.syncedstore.benchmarks.engine;

import org.openjdk.jmh.util.SampleBuffer;

/**
 * How long calls took, and all of them together from the first one's begin to the last
 * one's end. Thread-safe as far as adding others' times goes.
 */
final class CallTimes {

	private static final double NANOS_PER_SECOND = 1e9;

	private static final double NANOS_PER_MILLI = 1e6;

	private final SampleBuffer samples = new SampleBuffer();

	private long begin = Long.MAX_VALUE;

	private long end = Long.MIN_VALUE;

	/** Add a call, by when it began and ended in nanoseconds of one clock. */
	void add(long callBegin, long callEnd) {
		this.samples.add(callEnd - callBegin);
		this.begin = Math.min(this.begin, callBegin);
		this.end = Math.max(this.end, callEnd);
	}

	/** Add the calls of another thread. */
	synchronized void add(CallTimes other) {
		this.samples.addAll(other.samples);
		this.begin = Math.min(this.begin, other.begin);
		this.end = Math.max(this.end, other.end);
	}

	synchronized int calls() {
		return this.samples.count();
	}

	synchronized double callsPerSecond() {
		return calls() * NANOS_PER_SECOND / (this.end - this.begin);
	}

	/** How long the slowest calls but one in a hundred took. */
	synchronized double p99Millis() {
		return this.samples.getStatistics(1 / NANOS_PER_MILLI).getPercentile(99);
	}

}
