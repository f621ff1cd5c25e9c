package dev.syncedstore.core;

/**
 * What becomes of one entry in a new version of the schema.
 *
 * @param <T> the type of the old value
 */
@FunctionalInterface
public interface EntryMigration<T> {

	/**
	 * Migrate an entry. What is done to no entry leaves it as it is.
	 * @param context the rest of the space
	 * @param entry the entry as it was
	 */
	void migrate(MigrationContext context, MigratedEntry<T> entry);

}
