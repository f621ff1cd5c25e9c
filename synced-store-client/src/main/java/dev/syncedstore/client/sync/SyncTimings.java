package dev.syncedstore.client.sync;

import java.time.Duration;

/**
 * How long the sync loop waits for what.
 *
 * @param request for the answer to a request
 * @param pollInterval between pulls while no pokes come through
 * @param firstRetry about, before the first retry; each further one waits up to twice as
 * long
 * @param longestRetry at most, before any retry
 * @param deniedRetry before asking again where access was denied
 * @param missingEffect for the effect of a mutation that the server has processed, before
 * a pull asks for it
 * @param silence for a message on a subscription, which the server sends at least every
 * 15 seconds, before the connection is given up
 */
public record SyncTimings(Duration request, Duration pollInterval, Duration firstRetry, Duration longestRetry,
		Duration deniedRetry, Duration missingEffect, Duration silence) {

	/** What the protocol says, and what has proved sensible where it doesn't. */
	public static final SyncTimings DEFAULTS = new SyncTimings(Duration.ofSeconds(30), Duration.ofSeconds(5),
			Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(1),
			Duration.ofSeconds(45));

	/**
	 * The same timings for a line that is never given up for its silence: requests and
	 * subscriptions are waited for as long as it takes.
	 * @return new timings
	 */
	public SyncTimings withoutWatchdogs() {
		Duration never = Duration.ofDays(365);
		return new SyncTimings(never, this.pollInterval, this.firstRetry, this.longestRetry, this.deniedRetry,
				this.missingEffect, never);
	}

}
