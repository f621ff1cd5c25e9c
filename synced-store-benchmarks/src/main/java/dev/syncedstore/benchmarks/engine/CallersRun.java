package dev.syncedstore.benchmarks.engine;

import java.time.Duration;
import java.util.List;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What some callers reached together.
 *
 * @param callsPerSecond calls of all of them
 * @param p99Millis how long the slowest calls but one in a hundred took
 */
record CallersRun(double callsPerSecond, double p99Millis) {

	private static final double NANOS_PER_MILLI = 1e6;

	static {
		// Comparisons don't run at the same time, and nobody else's business is to wait.
		System.setProperty("jmh.ignoreLock", "true");
	}

	/**
	 * Let callers call, each in a thread of its own.
	 * @param callers the callers
	 * @param slice how long
	 * @return what they reached
	 * @throws RunnerException if a call failed
	 */
	static CallersRun of(List<? extends Caller> callers, Duration slice) throws RunnerException {
		CallersBenchmark.prepare(callers);
		Options options = new OptionsBuilder().include(CallersBenchmark.class.getName() + ".call")
			.threads(callers.size())
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(slice.toMillis()))
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build();
		double rate = new Runner(options).runSingle().getPrimaryResult().getScore();
		return new CallersRun(rate, CallersBenchmark.times().getStatistics(1 / NANOS_PER_MILLI).getPercentile(99));
	}

}
