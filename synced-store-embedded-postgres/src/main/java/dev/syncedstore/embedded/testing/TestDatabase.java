package dev.syncedstore.embedded.testing;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty PostgreSQL database of a test's own, on a server that it shares with others.
 * Immutable; it needs no cleaning up, since it vanishes with its server.
 *
 * <pre class="code">
 * private final TestDatabase database = TestDatabase.create();
 * </pre>
 *
 * Tests that start an application context use {@link TestDatabaseInitializer} or, with an
 * {@code ApplicationContextRunner}, {@link #properties()}.
 *
 * @param jdbcUrl where it is
 * @param username of a superuser
 * @param password of that user
 */
public record TestDatabase(String jdbcUrl, String username, String password) {

	/**
	 * Creates a database on the server that all tests of this process share.
	 * @return a new, empty database
	 */
	public static TestDatabase create() {
		return TestPostgres.shared().createDatabase();
	}

	/**
	 * A data source without a pool: each connection is a new one.
	 * @return a new data source
	 */
	public DataSource dataSource() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(this.jdbcUrl);
		dataSource.setUser(this.username);
		dataSource.setPassword(this.password);
		return dataSource;
	}

	/**
	 * What makes a Spring Boot application use this database, for
	 * {@code withPropertyValues} and the like.
	 * @return pairs of the form {@code name=value}
	 */
	public String[] properties() {
		return new String[] { "spring.datasource.url=" + this.jdbcUrl, "spring.datasource.username=" + this.username,
				"spring.datasource.password=" + this.password };
	}

}
