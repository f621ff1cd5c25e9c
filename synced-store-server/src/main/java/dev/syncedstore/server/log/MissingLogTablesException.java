package dev.syncedstore.server.log;

import dev.syncedstore.core.SyncedStoreException;

/**
 * The tables of the version log are not there, and nobody but a person may create them.
 */
public final class MissingLogTablesException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String schema;

	MissingLogTablesException(String schema) {
		super(describe(schema));
		this.schema = schema;
	}

	MissingLogTablesException(String schema, Throwable cause) {
		super(describe(schema), cause);
		this.schema = schema;
	}

	/**
	 * The schema that was looked into.
	 * @return the schema's name
	 */
	public String schema() {
		return this.schema;
	}

	private static String describe(String schema) {
		return "The tables of the version log can't be read in schema '" + schema + "', and its migration is switched "
				+ "off: run the scripts of dev/syncedstore/server/log/migration there, or switch it on";
	}

}
