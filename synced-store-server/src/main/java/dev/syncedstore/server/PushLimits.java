package dev.syncedstore.server;

import java.time.Duration;

import dev.syncedstore.core.Limits;

/**
 * What one push, the mutations in it and the user behind it may take.
 *
 * @param mutations the most mutations in a push
 * @param jsonDepth how deep the arguments of a mutation may be nested, at most
 * {@link Limits#MAX_DEPTH}
 * @param spacesPerDay the most spaces that a user may create within 24 hours
 * @param clientsPerSpace the most clients that a user may have in one space
 * @param mutatorTime how long a mutator may run, as far as that can be found out: when it
 * reads or writes, and at its end
 * @param mutatorEntries the most entries that one mutation may read and write
 * @param mutatorBytes about how many bytes of entries one mutation may read and write
 */
public record PushLimits(int mutations, int jsonDepth, int spacesPerDay, int clientsPerSpace, Duration mutatorTime,
		int mutatorEntries, long mutatorBytes) {

	private static final long MEBIBYTE = 1 << 20;

	/**
	 * Limits that no well-meaning client meets.
	 * @return the limits
	 */
	public static PushLimits defaults() {
		return new PushLimits(1_000, Limits.MAX_DEPTH, 100, 1_000, Duration.ofSeconds(5), 100_000, 64 * MEBIBYTE);
	}

}
