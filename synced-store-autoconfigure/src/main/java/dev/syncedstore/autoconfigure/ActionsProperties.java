package dev.syncedstore.autoconfigure;

import java.time.Duration;

import dev.syncedstore.server.action.run.ActionSettings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How actions run: {@code synced-store.actions}.
 *
 * @param timeout Maximum time that an action may run, after which it is interrupted.
 * @param atOnce Maximum number of called actions that a node runs at the same time, and
 * of enqueued ones.
 * @param attempts Number of times that an enqueued action is begun before it is parked.
 * @param firstRetry Time after which an enqueued action that has failed is tried again.
 * Each further time it is twice as long.
 * @param longestRetry Maximum time after which an enqueued action is tried again.
 */
public record ActionsProperties(@DefaultValue("1m") Duration timeout, @DefaultValue("100") int atOnce,
		@DefaultValue("10") int attempts, @DefaultValue("1s") Duration firstRetry,
		@DefaultValue("10m") Duration longestRetry) {

	public ActionsProperties {
		check(timeout.toMillis() > 0, "timeout", timeout, "give more than 0s");
		check(atOnce >= 1, "at-once", atOnce, "give 1 or more");
		check(attempts >= 1, "attempts", attempts, "give 1 or more");
		check(firstRetry.toMillis() > 0, "first-retry", firstRetry, "give more than 0s");
		check(longestRetry.compareTo(firstRetry) >= 0, "longest-retry", longestRetry,
				"give at least synced-store.actions.first-retry, which is '" + firstRetry + "'");
	}

	ActionSettings settings(Duration keepParked) {
		return new ActionSettings(this.timeout, this.atOnce, this.attempts, this.firstRetry, this.longestRetry,
				keepParked);
	}

	private static void check(boolean valid, String name, Object value, String remedy) {
		if (!valid) {
			throw new IllegalArgumentException("synced-store.actions." + name + " is '" + value + "': " + remedy);
		}
	}

}
