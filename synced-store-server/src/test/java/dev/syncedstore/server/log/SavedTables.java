package dev.syncedstore.server.log;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A backup of the version log, to be restored under running nodes.
 */
public final class SavedTables {

	private static final List<String> TABLES = List.of("space", "entry", "client", "rejection", "commit_log");

	private final JdbcClient sql;

	private SavedTables(JdbcClient sql) {
		this.sql = sql;
	}

	/** Save what there is now. */
	public static SavedTables of(PostgresLog log) {
		SavedTables saved = new SavedTables(log.sql());
		saved.run("DROP SCHEMA IF EXISTS saved CASCADE; CREATE SCHEMA saved");
		for (String table : TABLES) {
			saved.run("CREATE TABLE saved." + table + " AS SELECT * FROM synced_store." + table);
		}
		return saved;
	}

	/** Bring it back, and lose what came later. */
	public void restore() {
		StringBuilder all = new StringBuilder("BEGIN; ");
		for (String table : TABLES) {
			all.append("DELETE FROM synced_store.%1$s; INSERT INTO synced_store.%1$s %2$s SELECT * FROM saved.%1$s; "
				.formatted(table, table.equals("space") ? "OVERRIDING SYSTEM VALUE" : ""));
		}
		run(all.append("COMMIT").toString());
	}

	private void run(String statement) {
		this.sql.sql(statement).update();
	}

}
