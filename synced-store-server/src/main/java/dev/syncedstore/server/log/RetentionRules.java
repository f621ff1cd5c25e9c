package dev.syncedstore.server.log;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How long what is kept. Ages are counted in whole days of UTC, rounded up.
 *
 * @param deletions traces of deleted entries: a client that was away for longer loads its
 * space anew
 * @param log the log of commits, at least as long as the deletions
 * @param clients what is known of a client that has not been seen, and has nothing
 * pending that was processed
 * @param rowsPerStep the most rows that one step removes
 */
public record RetentionRules(Duration deletions, Duration log, Duration clients, int rowsPerStep) {

	private static final Duration SHORTEST = Duration.ofDays(1);

	private static final int ROWS_PER_STEP = 1_000;

	public RetentionRules {
		if (deletions.compareTo(SHORTEST) < 0 || clients.compareTo(SHORTEST) < 0) {
			throw new IllegalArgumentException("Nothing can be kept for less than a day");
		}
		if (log.compareTo(deletions) < 0) {
			throw new IllegalArgumentException("The log of commits (" + log
					+ ") must be kept at least as long as traces of deleted entries (" + deletions + ")");
		}
		if (rowsPerStep < 1) {
			throw new IllegalArgumentException("A step must remove something");
		}
	}

	/**
	 * A week for deletions and the log, ninety days for clients.
	 * @return the rules
	 */
	public static RetentionRules defaults() {
		return new RetentionRules(Duration.ofDays(7), Duration.ofDays(7), Duration.ofDays(90), ROWS_PER_STEP);
	}

	/**
	 * The beginning of the day at which something is just young enough.
	 * @param now the present time
	 * @param age how long it is kept
	 * @return what happened before that moment can go
	 */
	public static Instant cutoff(Instant now, Duration age) {
		return day(now.minus(age)).atStartOfDay(ZoneOffset.UTC).toInstant();
	}

	static LocalDate day(Instant time) {
		return LocalDate.ofInstant(time, ZoneOffset.UTC);
	}

}
