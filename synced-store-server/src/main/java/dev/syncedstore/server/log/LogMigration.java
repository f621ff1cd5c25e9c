package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * Creates and updates the tables of the version log, before anything uses them. It is a
 * Flyway run of its own, with its own scripts and history in the log's own schema, so
 * that it neither meets the application's migrations nor replaces its Flyway.
 */
public final class LogMigration {

	private static final String LOCATION = "classpath:dev/syncedstore/server/log/migration";

	private static final String HISTORY = "migration_history";

	private final DataSource dataSource;

	/** Needs a table of the first migration, and a column of the last. */
	private static final String NEWEST = """
			SELECT epoch FROM ${s}.epoch WHERE NOT EXISTS (SELECT schema_version FROM ${s}.delivery WHERE false)""";

	private final LogSchema schema;

	private final boolean enabled;

	/**
	 * Create a migration.
	 * @param dataSource the application's database
	 * @param schema the schema of the log
	 * @param enabled {@code false} where somebody migrates by hand: then it is only
	 * checked that the tables are there
	 */
	public LogMigration(DataSource dataSource, String schema, boolean enabled) {
		this.dataSource = dataSource;
		this.schema = new LogSchema(schema);
		this.enabled = enabled;
	}

	/**
	 * Migrate, or check. Safe to run on several nodes at once.
	 * @throws MissingLogTablesException if migration is not enabled and tables are
	 * missing
	 */
	public void run() {
		if (this.enabled) {
			migrate();
		}
		else {
			check();
		}
	}

	private void migrate() {
		Flyway.configure(LogMigration.class.getClassLoader())
			.dataSource(new LocalSearchPath(this.dataSource))
			.locations(LOCATION)
			.failOnMissingLocations(true)
			.schemas(this.schema.name())
			.defaultSchema(this.schema.name())
			.table(HISTORY)
			.placeholders(Map.of("schema", this.schema.name()))
			// A schema that is shared with other tables is not empty.
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.load()
			.migrate();
	}

	private void check() {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(this.schema.in(NEWEST))) {
			if (!rows.next()) {
				throw new MissingLogTablesException(this.schema.name());
			}
		}
		catch (SQLException ex) {
			throw new MissingLogTablesException(this.schema.name(), ex);
		}
	}

}
