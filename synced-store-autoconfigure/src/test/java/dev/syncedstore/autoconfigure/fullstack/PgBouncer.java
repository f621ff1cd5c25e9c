package dev.syncedstore.autoconfigure.fullstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.embedded.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A pooler in front of a database that hands out sessions by the transaction: Debian's
 * package {@code pgbouncer}. Without it tests are skipped, or fail where
 * {@code SYNCED_STORE_REQUIRE_PGBOUNCER} is {@code true}.
 */
final class PgBouncer implements AutoCloseable {

	private static final List<String> PLACES = List.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer",
			"/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer");

	/** Few enough that the sessions of two nodes have to take turns. */
	private static final int SERVER_CONNECTIONS = 4;

	private final Process process;

	private final Path folder;

	private final TestDatabase database;

	private PgBouncer(Process process, Path folder, TestDatabase database) {
		this.process = process;
		this.folder = folder;
		this.database = database;
	}

	static PgBouncer start(TestDatabase behind) {
		try {
			return launch(executable(), behind);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path executable() {
		for (String place : PLACES) {
			if (Files.isExecutable(Path.of(place))) {
				return Path.of(place);
			}
		}
		String message = "pgbouncer is not installed (apt-get install pgbouncer): what needs a pooler is NOT TESTED";
		if (Boolean.parseBoolean(System.getenv("SYNCED_STORE_REQUIRE_PGBOUNCER"))) {
			throw new IllegalStateException(message);
		}
		System.out.println("!!! " + message);
		Assumptions.abort(message);
		throw new IllegalStateException(message);
	}

	private static PgBouncer launch(Path executable, TestDatabase behind) throws IOException {
		URI server = URI.create(behind.jdbcUrl().substring("jdbc:".length()));
		String name = server.getPath().substring(1);
		int port = freePort();
		// As another user, where the tests run as root, so everybody may read it.
		Path folder = Files.createTempDirectory("pgbouncer");
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path configuration = folder.resolve("pgbouncer.ini");
		Files.writeString(configuration,
				"""
						[databases]
						%s = host=%s port=%d user=%s%s
						[pgbouncer]
						listen_addr = 127.0.0.1
						listen_port = %d
						unix_socket_dir =
						auth_type = any
						pool_mode = transaction
						default_pool_size = %d
						max_client_conn = 200
						ignore_startup_parameters = extra_float_digits
						""".formatted(name, "localhost".equals(server.getHost()) ? "127.0.0.1" : server.getHost(),
						server.getPort(), behind.username(),
						behind.password().isEmpty() ? "" : " password=" + behind.password(), port, SERVER_CONNECTIONS));
		List<String> command = new ArrayList<>(List.of(executable.toString()));
		if ("root".equals(System.getProperty("user.name"))) {
			command.addAll(List.of("-u", "nobody"));
		}
		command.add(configuration.toString());
		Path log = folder.resolve("log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive() || accepts(port));
		}
		finally {
			if (!process.isAlive()) {
				throw new IllegalStateException("pgbouncer didn't start: " + Files.readString(log));
			}
		}
		return new PgBouncer(process, folder,
				new TestDatabase("jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?prepareThreshold=0",
						behind.username(), behind.password()));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static boolean accepts(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The database as it is reached through the pooler. */
	TestDatabase database() {
		return this.database;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.waitFor();
			for (String name : List.of("pgbouncer.ini", "log")) {
				Files.deleteIfExists(this.folder.resolve(name));
			}
			Files.deleteIfExists(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
