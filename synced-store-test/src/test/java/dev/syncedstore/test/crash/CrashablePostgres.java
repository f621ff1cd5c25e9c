package dev.syncedstore.test.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.OS;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A PostgreSQL that is killed and started again on the same data folder and port. It
 * waits for the disk at each commit, as in production. Its processes are children of this
 * one.
 */
final class CrashablePostgres implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration POLL = Duration.ofMillis(20);

	private final Path dataDirectory;

	private final Path program;

	private final int port;

	private @Nullable Process process;

	private CrashablePostgres(Path dataDirectory, Path program, int port) {
		this.dataDirectory = dataDirectory;
		this.program = program;
		this.port = port;
	}

	/**
	 * Make a database in the folder, and start it.
	 */
	static CrashablePostgres create(Path dataDirectory) throws IOException {
		Path program;
		// It unpacks the binaries and initialises the folder.
		try (EmbeddedPostgres first = EmbeddedPostgres.builder()
			.setDataDirectory(dataDirectory)
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPGStartupWait(PATIENCE)
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("locale", "C.UTF-8")
			.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
			.setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
			.start()) {
			program = program(first, dataDirectory);
		}
		Awaitility.await().atMost(PATIENCE).until(() -> !Files.exists(pidFile(dataDirectory)));
		CrashablePostgres postgres = new CrashablePostgres(dataDirectory, program, freePort());
		postgres.start();
		return postgres;
	}

	/**
	 * A standby of this one, not started yet. To be called while this one is stopped.
	 */
	CrashablePostgres standby(Path folder) throws IOException {
		FolderCopy.copy(this.dataDirectory, folder);
		Files.createFile(folder.resolve("standby.signal"));
		Files.writeString(folder.resolve("postgresql.auto.conf"),
				"primary_conninfo = 'host=localhost port=" + this.port + " user=postgres'\n",
				StandardOpenOption.APPEND);
		return new CrashablePostgres(folder, this.program, freePort());
	}

	private static Path pidFile(Path dataDirectory) {
		return dataDirectory.resolve("postmaster.pid");
	}

	private static Path program(EmbeddedPostgres running, Path dataDirectory) throws IOException {
		long pid = Long.parseLong(Files.readAllLines(pidFile(dataDirectory)).get(0).trim());
		return ProcessHandle.of(pid)
			.flatMap((process) -> process.info().command())
			.map(Path::of)
			.orElseThrow(() -> new IllegalStateException("No process of " + running));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	int port() {
		return this.port;
	}

	Path dataDirectory() {
		return this.dataDirectory;
	}

	/** Start it, and wait until it accepts connections. */
	void start() {
		// What a killed one was to its children, they have to notice first.
		Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
			if (this.process == null || !this.process.isAlive()) {
				this.process = launch();
			}
			return isReady();
		});
	}

	private boolean isReady() {
		try (Connection connection = dataSource().getConnection()) {
			return connection.isValid(1);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private Process launch() throws IOException {
		List<String> command = new ArrayList<>();
		// PostgreSQL refuses to run as root; in a user namespace of its own it isn't.
		if (System.getProperty("user.name").equals("root")) {
			command.addAll(List.of("unshare", "-U"));
		}
		command.addAll(
				List.of(this.program.toString(), "-D", this.dataDirectory.toString(), "-p", String.valueOf(this.port)));
		List<String> settings = new ArrayList<>(List.of("listen_addresses=localhost", "unix_socket_directories=",
				"max_connections=60", "fsync=on", "synchronous_commit=on", "full_page_writes=on", "wal_level=replica",
				"max_wal_senders=4", "wal_keep_size=64MB", "shared_buffers=32MB"));
		if (OS.LINUX.isCurrentOs()) {
			// One call for all files at the start after a crash: as safe, and seconds
			// faster.
			settings.add("recovery_init_sync_method=syncfs");
		}
		settings.forEach((setting) -> command.addAll(List.of("-c", setting)));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
			.start();
	}

	private Path log() {
		return this.dataDirectory.resolveSibling(this.dataDirectory.getFileName() + ".log");
	}

	/**
	 * Kill the first of its processes, which the others survive for a moment, or all.
	 */
	void kill(boolean all) throws InterruptedException {
		Process running = Objects.requireNonNull(this.process);
		List<ProcessHandle> children = running.descendants().toList();
		running.destroyForcibly();
		if (all) {
			children.forEach(ProcessHandle::destroyForcibly);
		}
		if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("A killed PostgreSQL lives on");
		}
	}

	/**
	 * Kill one process that serves a connection. The first process then ends all others
	 * and recovers.
	 * @return whether there was one
	 */
	boolean killBackend() {
		try {
			List<Long> backends = sql().sql("""
					SELECT pid FROM pg_stat_activity
					WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1""")
				.query(Long.class)
				.list();
			return backends.stream()
				.flatMap((pid) -> ProcessHandle.of(pid).stream())
				.anyMatch(ProcessHandle::destroyForcibly);
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	/** Stop it as an administrator does who doesn't wait for clients to leave. */
	void stop() throws IOException, InterruptedException {
		if (this.process != null && this.process.isAlive()) {
			new ProcessBuilder("kill", "-INT", String.valueOf(this.process.pid())).start().waitFor();
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("PostgreSQL does not stop");
			}
		}
	}

	/** Wait until this standby has replayed all that the primary has written. */
	void awaitAllOf(CrashablePostgres primary) {
		String written = primary.sql().sql("SELECT pg_current_wal_lsn()::text").query(String.class).single();
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> sql().sql("SELECT pg_last_wal_replay_lsn() >= ?::pg_lsn")
				.param(written)
				.query(Boolean.class)
				.single());
	}

	/** Make this standby a primary. */
	void promote() {
		sql().sql("SELECT pg_promote()").query(Boolean.class).single();
	}

	/** SQL on connections of its own, and not through any proxy. */
	JdbcClient sql() {
		return JdbcClient.create(dataSource());
	}

	private PGSimpleDataSource dataSource() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(jdbcUrl(this.port));
		dataSource.setUser("postgres");
		return dataSource;
	}

	static String jdbcUrl(int port) {
		return "jdbc:postgresql://localhost:" + port + "/postgres?sslmode=disable";
	}

	/** What it has logged last. */
	String logTail() throws IOException {
		List<String> lines = Files.readAllLines(log());
		return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
	}

	@Override
	public void close() throws IOException {
		try {
			stop();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			if (this.process != null) {
				this.process.destroyForcibly();
			}
		}
	}

}
