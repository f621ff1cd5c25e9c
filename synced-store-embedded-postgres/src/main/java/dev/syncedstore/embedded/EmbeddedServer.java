package dev.syncedstore.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL on a data folder, as one application sees it: started by it, or by another
 * process that has the folder already, so that two applications beside each other share
 * one database without configuration. Only the one that started it stops it.
 */
final class EmbeddedServer implements AutoCloseable {

	static final String USER = "postgres";

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedServer.class);

	private static final Duration POLL = Duration.ofMillis(50);

	private final int port;

	private final @Nullable OwnedServer owned;

	private EmbeddedServer(int port, @Nullable OwnedServer owned) {
		this.port = port;
		this.owned = owned;
	}

	/**
	 * Starts a server on the folder or joins the one that runs there.
	 * @param dataDirectory created if missing
	 * @param port to listen on, 0 for any
	 * @param patience how long to wait until it accepts connections
	 */
	static EmbeddedServer start(Path dataDirectory, int port, Duration patience) {
		Path directory = dataDirectory.toAbsolutePath().normalize();
		try {
			long deadline = System.nanoTime() + patience.toNanos();
			do {
				Optional<DataDirectoryLock> lock = DataDirectoryLock.tryAcquire(directory);
				if (lock.isPresent()) {
					return own(OwnedServer.start(directory, port, patience, lock.get()));
				}
				Optional<Integer> running = runningPort(directory);
				if (running.isPresent()) {
					return join(directory, running.get());
				}
				// The owner is starting or stopping, in another process: nothing to wait
				// on but the clock.
				LockSupport.parkNanos(POLL.toNanos());
			}
			while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted());
		}
		catch (IOException ex) {
			throw new EmbeddedPostgresException(
					"The folder " + directory + " can't be used for the embedded PostgreSQL: " + ex,
					"Make it writable, or set synced-store.embedded-postgres.data-directory to another one.", ex);
		}
		throw new EmbeddedPostgresException(
				"Another process has the data folder " + directory + ", but within " + patience.toSeconds()
						+ " seconds its PostgreSQL accepted no connection.",
				"Stop that process, or set synced-store.embedded-postgres.data-directory to another folder.", null);
	}

	private static EmbeddedServer own(OwnedServer server) {
		logger.info("Embedded PostgreSQL at {}, data kept in {}", jdbcUrl(server.port()), server.dataDirectory());
		return new EmbeddedServer(server.port(), server);
	}

	private static EmbeddedServer join(Path directory, int port) {
		logger.info("Embedded PostgreSQL at {}, shared with the application that has {} and stopping with it",
				jdbcUrl(port), directory);
		return new EmbeddedServer(port, null);
	}

	private static Optional<Integer> runningPort(Path directory) {
		return PostmasterFile.read(directory)
			.filter(PostmasterFile::ready)
			.map(PostmasterFile::port)
			.filter(EmbeddedServer::accepts);
	}

	private static boolean accepts(int port) {
		try (Connection connection = DriverManager.getConnection(jdbcUrl(port), USER, "")) {
			return connection.isValid(1);
		}
		catch (SQLException ex) {
			logger.debug("The PostgreSQL on port {} doesn't accept connections yet", port, ex);
			return false;
		}
	}

	/**
	 * Where its database is.
	 */
	String jdbcUrl() {
		return jdbcUrl(this.port);
	}

	private static String jdbcUrl(int port) {
		return "jdbc:postgresql://localhost:" + port + "/postgres";
	}

	/**
	 * Stops the server if this application started it.
	 */
	@Override
	public void close() throws IOException {
		if (this.owned != null) {
			this.owned.close();
		}
	}

}
