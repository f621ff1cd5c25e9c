package dev.syncedstore.server.action.run;

import java.time.Duration;

/**
 * What can be chosen about actions.
 *
 * @param timeout how long one may run
 * @param atOnce how many of those that are called run on a node at a time, and how many
 * of those that are enqueued
 * @param attempts how often an enqueued one is begun before it is parked
 * @param firstRetry when an enqueued one is tried again, about; each further time it
 * takes twice as long
 * @param longestRetry when it is tried again at the latest
 * @param keepParked how long parked ones are kept
 */
public record ActionSettings(Duration timeout, int atOnce, int attempts, Duration firstRetry, Duration longestRetry,
		Duration keepParked) {

	/**
	 * A minute for each, ten attempts within about a quarter of an hour.
	 * @return the settings
	 */
	public static ActionSettings defaults() {
		return new ActionSettings(Duration.ofMinutes(1), 100, 10, Duration.ofSeconds(1), Duration.ofMinutes(10),
				Duration.ofDays(30));
	}

	/** When to try again what has been tried so often. */
	Duration retryAfter(int attempts, double chance) {
		long millis = this.longestRetry.toMillis();
		int doublings = attempts - 1;
		if (doublings < Long.numberOfLeadingZeros(this.firstRetry.toMillis())) {
			millis = Math.min(millis, this.firstRetry.toMillis() << doublings);
		}
		// Those that failed together should not come back together.
		return Duration.ofMillis((long) (millis * (0.75 + chance / 2)));
	}

}
