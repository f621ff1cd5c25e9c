package dev.syncedstore.benchmarks.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs something again and again for a while.
 */
final class Repeated {

	private Repeated() {
	}

	/**
	 * Measure something.
	 * @param slice how long
	 * @param run what
	 * @return the median of its durations, in milliseconds
	 */
	static double millis(Duration slice, Runnable run) {
		return millis(slice, () -> run);
	}

	/**
	 * Measure something that has to be prepared each time.
	 * @param slice how long, with preparing
	 * @param prepared prepares it
	 * @return the median of its durations without preparing, in milliseconds
	 */
	static double millis(Duration slice, Supplier<Runnable> prepared) {
		List<Long> nanos = new ArrayList<>();
		long end = System.nanoTime() + slice.toNanos();
		do {
			Runnable run = prepared.get();
			long begin = System.nanoTime();
			run.run();
			nanos.add(System.nanoTime() - begin);
		}
		while (System.nanoTime() < end);
		nanos.sort(null);
		return nanos.get(nanos.size() / 2) / 1e6;
	}

}
