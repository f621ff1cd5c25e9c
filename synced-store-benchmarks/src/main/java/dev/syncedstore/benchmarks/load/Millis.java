package dev.syncedstore.benchmarks.load;

/**
 * How long something took.
 */
final class Millis {

	private static final double NANOS = 1_000_000;

	private Millis() {
	}

	/** Since a moment of {@link System#nanoTime()}. */
	static double since(long start) {
		return (System.nanoTime() - start) / NANOS;
	}

}
