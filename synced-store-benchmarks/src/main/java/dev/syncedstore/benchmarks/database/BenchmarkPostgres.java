package dev.syncedstore.benchmarks.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The server that the run has started, as the processes of comparisons see it. Commits
 * reach the disk. Thread-safe.
 */
public final class BenchmarkPostgres {

	/** The system property by which a process is told where the server is. */
	public static final String PROPERTY = "benchmarks.postgres";

	private static final List<String> SETTINGS = List.of("fsync", "synchronous_commit", "full_page_writes",
			"shared_buffers", "max_wal_size", "wal_sync_method");

	private final String url;

	private BenchmarkPostgres(String url) {
		this.url = url;
	}

	/**
	 * The server that this process was told of.
	 * @return the server
	 */
	public static BenchmarkPostgres current() {
		return at(Objects.requireNonNull(System.getProperty(PROPERTY),
				() -> "Start with -D" + PROPERTY + "=jdbc:postgresql://localhost:<port>/postgres?user=postgres"));
	}

	/**
	 * A server somewhere.
	 * @param url of one of its databases, for JDBC, with user and password
	 * @return the server
	 */
	public static BenchmarkPostgres at(String url) {
		return new BenchmarkPostgres(url);
	}

	/**
	 * Create an empty database. If there is one of this name already, it is dropped.
	 * @param name lower case letters, digits and underscores
	 * @return its address for JDBC, with user and password
	 * @throws SQLException if the server refuses
	 */
	public String createDatabase(String name) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
			statement.execute("CREATE DATABASE " + name);
		}
		return this.url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
	}

	/**
	 * What is worth knowing of it beside figures.
	 * @return version and settings by name
	 * @throws SQLException if the server refuses
	 */
	public Map<String, String> facts() throws SQLException {
		Map<String, String> facts = new TreeMap<>();
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			facts.put("postgresql", connection.getMetaData().getDatabaseProductVersion());
			for (String setting : SETTINGS) {
				try (ResultSet result = statement.executeQuery("SHOW " + setting)) {
					result.next();
					facts.put("postgresql " + setting, result.getString(1));
				}
			}
		}
		return facts;
	}

}
