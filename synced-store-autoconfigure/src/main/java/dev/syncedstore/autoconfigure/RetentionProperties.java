package dev.syncedstore.autoconfigure;

import java.time.Duration;

import dev.syncedstore.server.log.RetentionRules;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the version log keeps what: {@code synced-store.retention}.
 *
 * @param deletions Time to keep traces of deleted entries. A client that was away for
 * longer loads its spaces anew. Counted in whole days.
 * @param log Time to keep the log of commits, at least as long as traces of deleted
 * entries. Counted in whole days.
 * @param clients Time after which a client that was not seen, and has nothing pending
 * that was processed, is forgotten but for whose it is. Counted in whole days.
 * @param parkedActions Time to keep enqueued actions, and mutations for other spaces,
 * that were parked.
 * @param rowsPerStep Maximum number of rows that one step in the background removes.
 */
public record RetentionProperties(@DefaultValue("7d") Duration deletions, @DefaultValue("7d") Duration log,
		@DefaultValue("90d") Duration clients, @DefaultValue("30d") Duration parkedActions,
		@DefaultValue("1000") int rowsPerStep) {

	private static final Duration SHORTEST = Duration.ofDays(1);

	private static final int MOST_ROWS = 100_000;

	public RetentionProperties {
		check(deletions.compareTo(SHORTEST) >= 0, "deletions", deletions, "give 1d or more");
		check(log.compareTo(deletions) >= 0, "log", log,
				"give at least synced-store.retention.deletions, which is '" + deletions + "'");
		check(clients.compareTo(SHORTEST) >= 0, "clients", clients, "give 1d or more");
		check(parkedActions.compareTo(SHORTEST) >= 0, "parked-actions", parkedActions, "give 1d or more");
		check(rowsPerStep >= 1 && rowsPerStep <= MOST_ROWS, "rows-per-step", rowsPerStep, "give 1 to " + MOST_ROWS);
	}

	RetentionRules rules() {
		return new RetentionRules(this.deletions, this.log, this.clients, this.rowsPerStep);
	}

	private static void check(boolean valid, String name, Object value, String remedy) {
		if (!valid) {
			throw new IllegalArgumentException("synced-store.retention." + name + " is '" + value + "': " + remedy);
		}
	}

}
