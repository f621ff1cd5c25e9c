package dev.syncedstore.test.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A {@link LedgerApplication} in a process of its own, started again and again at the
 * same address.
 */
final class ServerProcess implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 120;

	private static final int REMEMBERED_LINES = 400;

	private final ConcurrentLinkedDeque<String> output = new ConcurrentLinkedDeque<>();

	private final int port;

	private final List<String> command;

	private Process process;

	private CountDownLatch ready;

	/**
	 * Start one.
	 * @param databasePort where its database is
	 */
	ServerProcess(int databasePort) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		this.command = command(this.port, databasePort);
		this.ready = new CountDownLatch(1);
		this.process = launch(this.ready);
	}

	private static List<String> command(int port, int databasePort) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m", "-cp",
				System.getProperty("java.class.path"), LedgerApplication.class.getName()));
		command
			.addAll(List.of("--server.port=" + port, "--spring.main.banner-mode=off", "--spring.jpa.open-in-view=false",
					"--server.shutdown=graceful", "--spring.datasource.url=" + CrashablePostgres.jdbcUrl(databasePort),
					"--spring.datasource.username=postgres", "--spring.datasource.hikari.connection-timeout=2000",
					"--logging.level.dev.syncedstore=info"));
		return command;
	}

	private Process launch(CountDownLatch ready) throws IOException {
		Process launched = new ProcessBuilder(this.command).redirectErrorStream(true).start();
		Thread reader = new Thread(() -> read(launched, ready), "output of " + launched.pid());
		reader.setDaemon(true);
		reader.start();
		return launched;
	}

	private void read(Process source, CountDownLatch ready) {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(source.getInputStream(), StandardCharsets.UTF_8))) {
			reader.lines().forEach((line) -> {
				if (line.equals(LedgerApplication.READY)) {
					ready.countDown();
				}
				this.output.add(line);
				if (this.output.size() > REMEMBERED_LINES) {
					this.output.poll();
				}
			});
		}
		catch (IOException | UncheckedIOException ex) {
			this.output.add(ex.toString());
		}
	}

	/** Where clients find it. */
	URI address() {
		return URI.create("http://localhost:" + this.port);
	}

	boolean isRunning() {
		return this.process.isAlive();
	}

	/** Start it again after its end. */
	void start() throws IOException {
		this.ready = new CountDownLatch(1);
		this.process = launch(this.ready);
	}

	/** Wait until it serves. */
	void awaitReady() throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (!this.ready.await(100, TimeUnit.MILLISECONDS)) {
			if (!this.process.isAlive() || System.nanoTime() > deadline) {
				throw new AssertionError("The server did not start:\n" + output());
			}
		}
	}

	/** What {@code kill -9} does. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		awaitEnd();
	}

	/** What a service's stop does. */
	void stop() throws InterruptedException {
		// Process.destroy() would close the pipes as well.
		this.process.toHandle().destroy();
		awaitEnd();
	}

	private void awaitEnd() throws InterruptedException {
		if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new AssertionError("The server does not end:\n" + output());
		}
	}

	/** What it printed last. */
	String output() {
		return String.join("\n", this.output);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
