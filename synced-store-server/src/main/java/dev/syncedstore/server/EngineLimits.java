package dev.syncedstore.server;

import java.time.Duration;

/**
 * How much the engine holds in memory, and when it says that it is busy.
 *
 * @param batchMutations the most mutations in one transaction
 * @param batchBytes about how many bytes of arguments and changes one transaction takes
 * @param queuedPerSpace the most mutations that wait for one space
 * @param queuedInTotal the most mutations that wait altogether
 * @param queuedBytes about how many bytes of arguments wait altogether
 * @param cacheBytes about how much memory the cached entries of all spaces take
 * @param cachedSpaceBytes how large a space may be to be cached as a whole
 * @param waitingPulls the most pulls that wait or are under way
 * @param pageBytes about how large a page of a pull is
 * @param unacknowledged the most processed mutations of one client that it has not
 * acknowledged
 * @param attempts how often a batch is tried in a row while the database is away
 * @param retryAfter when a client that was refused for the moment may come back
 */
public record EngineLimits(int batchMutations, int batchBytes, int queuedPerSpace, int queuedInTotal, long queuedBytes,
		long cacheBytes, long cachedSpaceBytes, int waitingPulls, int pageBytes, int unacknowledged, int attempts,
		Duration retryAfter) {

	private static final int MEBIBYTE = 1 << 20;

	private static final int CACHE_PART = 4;

	private static final int QUEUE_PART = 8;

	/**
	 * Limits that fit the memory of this process.
	 * @return the limits
	 */
	public static EngineLimits defaults() {
		long memory = Runtime.getRuntime().maxMemory();
		return new EngineLimits(2_000, 8 * MEBIBYTE, 20_000, 100_000, memory / QUEUE_PART, memory / CACHE_PART,
				memory / CACHE_PART / 2, 5_000, MEBIBYTE, 10_000, 3, Duration.ofSeconds(1));
	}

}
