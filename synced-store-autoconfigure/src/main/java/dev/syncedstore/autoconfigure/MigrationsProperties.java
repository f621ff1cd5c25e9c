package dev.syncedstore.autoconfigure;

import dev.syncedstore.server.MigrationLimits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How spaces are brought to a new version of their schema.
 *
 * @param inlineEntries Maximum number of entries of a space that is migrated in one
 * commit by whoever asks for it first. Larger ones are migrated in the background.
 * @param stepEntries Number of entries that are read for each commit of a migration in
 * the background.
 */
@ConfigurationProperties("synced-store.migrations")
public record MigrationsProperties(@DefaultValue("5000") int inlineEntries, @DefaultValue("1000") int stepEntries) {

	private static final int MOST_ENTRIES = 100_000;

	public MigrationsProperties {
		check(inlineEntries >= 0 && inlineEntries <= MOST_ENTRIES, "inline-entries", inlineEntries, 0);
		check(stepEntries >= 1 && stepEntries <= MOST_ENTRIES, "step-entries", stepEntries, 1);
	}

	MigrationLimits limits() {
		return new MigrationLimits(this.inlineEntries, this.stepEntries);
	}

	private static void check(boolean valid, String name, Object value, int least) {
		if (!valid) {
			throw new IllegalArgumentException(
					"synced-store.migrations." + name + " is '" + value + "': give " + least + " to " + MOST_ENTRIES);
		}
	}

}
