package dev.syncedstore.autoconfigure;

import dev.syncedstore.core.SyncedStoreException;

/**
 * The tables of the version log could not be created or updated.
 */
public final class LogMigrationFailedException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String schema;

	LogMigrationFailedException(String schema, Throwable cause) {
		super("The tables of the version log could not be created or updated in the schema " + schema + ": "
				+ cause.getMessage(), cause);
		this.schema = schema;
	}

	/**
	 * The schema of the log.
	 * @return the schema's name
	 */
	public String schema() {
		return this.schema;
	}

}
