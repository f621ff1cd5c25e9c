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
 * What some callers reached together: all calls, by the time from the first one's begin
 * to the last one's end. JMH's own score leaves out calls that are in flight when it
 * begins to count, which with calls as long as the baseline's makes a difference.
 *
 * @param callsPerSecond calls of all of them
 * @param p99Millis how long the slowest calls but one in a hundred took
 * @param cpuMicrosPerCall how much processor time this process spent on a call, callers
 * included: steadier than the rate where others use the machine, too
 */
record CallersRun(double callsPerSecond, double p99Millis, double cpuMicrosPerCall) {

	private static final double NANOS_PER_MICRO = 1e3;

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
		Duration before = cpuTime();
		new Runner(options).runSingle();
		double cpu = cpuTime().minus(before).toNanos();
		CallTimes times = CallersBenchmark.times();
		return new CallersRun(times.callsPerSecond(), times.p99Millis(), cpu / NANOS_PER_MICRO / times.calls());
	}

	private static Duration cpuTime() {
		return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
	}

}
