package dev.syncedstore.server.push;

/**
 * What is remembered of spaces between batches.
 *
 * @param cache their entries
 * @param untold where listeners believe some of them to be
 * @param failures how often their mutations have failed
 * @param failedMigrations those whose migration has failed
 */
record SpaceMemory(SpaceCache cache, UntoldHeads untold, FailureCounts failures, FailedMigrations failedMigrations) {

	static SpaceMemory ofSize(long cacheBytes) {
		return new SpaceMemory(new SpaceCache(cacheBytes), new UntoldHeads(), new FailureCounts(),
				new FailedMigrations());
	}

}
