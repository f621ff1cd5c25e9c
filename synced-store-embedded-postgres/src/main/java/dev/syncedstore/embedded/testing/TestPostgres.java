package dev.syncedstore.embedded.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.SpringApplicationShutdownHandlers;
import org.springframework.util.ClassUtils;

/**
 * A PostgreSQL server for tests: a container where a Docker engine answers and
 * Testcontainers is on the class path, else an embedded server of the same major version.
 * Its data are temporary. Thread-safe.
 */
public final class TestPostgres implements AutoCloseable {

	private final TestServer server;

	private final TestDatabase administration;

	private final AtomicInteger databases = new AtomicInteger();

	private final StopAtExit stopAtExit;

	private TestPostgres(TestServer server) {
		this.server = server;
		this.administration = server.database("postgres");
		this.stopAtExit = StopAtExit.register(server);
	}

	/**
	 * The server that all tests of this process share. It trades durability for speed,
	 * and stops when the process ends. When it starts, it prints what it is.
	 * @return always the same one
	 */
	public static TestPostgres shared() {
		return Shared.POSTGRES;
	}

	/**
	 * Starts a server of the caller's own.
	 * @param durability whether commits survive a crash
	 * @return a new server, to be closed by the caller and otherwise at the end of the
	 * process
	 */
	public static TestPostgres start(Durability durability) {
		return new TestPostgres(
				isDockerAvailable() ? DockerTestServer.start(durability) : EmbeddedTestServer.start(durability));
	}

	private static boolean isDockerAvailable() {
		return ClassUtils.isPresent("org.testcontainers.postgresql.PostgreSQLContainer",
				TestPostgres.class.getClassLoader()) && DockerTestServer.isAvailable();
	}

	/**
	 * Creates an empty database on this server. That takes some ten milliseconds.
	 * @return the new database
	 * @throws IllegalStateException if the server refuses
	 */
	public TestDatabase createDatabase() {
		String name = "test_" + this.databases.incrementAndGet();
		try (Connection connection = this.administration.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Can't create the database " + name, ex);
		}
		return this.server.database(name);
	}

	/**
	 * What this server is, for reports.
	 * @return its version, and whether it is a container or embedded
	 * @throws IllegalStateException if the server doesn't answer
	 */
	public String description() {
		try (Connection connection = this.administration.dataSource().getConnection()) {
			return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + " (" + this.server.kind()
					+ ")";
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The test server (" + this.server.kind() + ") doesn't answer", ex);
		}
	}

	/**
	 * Stops the server. Databases on it are gone.
	 */
	@Override
	public void close() {
		this.stopAtExit.run();
	}

	void stopWith(SpringApplicationShutdownHandlers handlers) {
		this.stopAtExit.handOver(handlers);
	}

	/**
	 * How safely a server keeps what it confirmed.
	 */
	public enum Durability {

		/** Commits wait for no disk: for tests. */
		FAST,

		/** Commits reach the disk, as in production: for measurements. */
		DURABLE

	}

	private static final class Shared {

		private static final TestPostgres POSTGRES = startAndTell();

		private static TestPostgres startAndTell() {
			TestPostgres postgres = start(Durability.FAST);
			System.out.println("Tests run on " + postgres.description());
			return postgres;
		}

	}

}
