package dev.syncedstore.benchmarks.engine;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * A thread for each caller. What they call is handed over by {@link CallersRun} in static
 * fields, because JMH makes the instances.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(0)
@Warmup(iterations = 0)
@State(Scope.Benchmark)
public class CallersBenchmark {

	private static volatile List<? extends Caller> callers = List.of();

	private static volatile CallTimes times = new CallTimes();

	static void prepare(List<? extends Caller> callers) {
		CallersBenchmark.callers = List.copyOf(callers);
		times = new CallTimes();
	}

	/** How long the calls took of all callers. */
	static CallTimes times() {
		return times;
	}

	/**
	 * Call once.
	 * @param slot the thread's caller
	 * @throws Exception if that fails
	 */
	@Benchmark
	public void call(Slot slot) throws Exception {
		slot.call();
	}

	/**
	 * One thread's caller.
	 */
	@State(Scope.Thread)
	public static class Slot {

		private final CallTimes threadTimes = new CallTimes();

		private Caller caller = callers.get(0);

		/**
		 * Find it.
		 * @param threads which thread this is
		 */
		@Setup(Level.Trial)
		public void take(ThreadParams threads) {
			this.caller = callers.get(threads.getThreadIndex());
		}

		/**
		 * Hand over what was measured.
		 */
		@TearDown(Level.Trial)
		public void handOver() {
			times.add(this.threadTimes);
		}

		void call() throws Exception {
			long start = System.nanoTime();
			this.caller.call();
			this.threadTimes.add(start, System.nanoTime());
		}

	}

}
