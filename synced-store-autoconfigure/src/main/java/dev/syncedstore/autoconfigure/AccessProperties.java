package dev.syncedstore.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of access to spaces.
 *
 * @param recheck Time for which a permission of the SpaceAccessPolicy is believed, unless
 * the space or, by AccessChanges, the access to it changes.
 */
public record AccessProperties(@DefaultValue("1s") Duration recheck) {

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofHours(1);

	public AccessProperties {
		if (recheck.compareTo(SHORTEST) < 0 || recheck.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"synced-store.access.recheck is '" + recheck + "': give at least 100ms and at most 1h");
		}
	}

}
