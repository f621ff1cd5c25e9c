package dev.syncedstore.server.log;

import java.time.Clock;

/**
 * What can be chosen of a version log in PostgreSQL.
 *
 * @param schema the schema of its tables
 * @param clientsPerUser the most clients of a user in one space that are remembered
 * before they push
 * @param clock tells when clients are seen
 */
public record LogSettings(String schema, int clientsPerUser, Clock clock) {

	private static final int CLIENTS_PER_USER = 1_000;

	/**
	 * What suits most.
	 * @param schema the schema of the log's tables
	 * @return the settings
	 */
	public static LogSettings of(String schema) {
		return new LogSettings(schema, CLIENTS_PER_USER, Clock.systemUTC());
	}

}
