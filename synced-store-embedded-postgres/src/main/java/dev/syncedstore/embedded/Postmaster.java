package dev.syncedstore.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server process of a data folder, whoever started it.
 */
final class Postmaster {

	private static final Logger logger = LoggerFactory.getLogger(Postmaster.class);

	private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

	private final ProcessHandle process;

	private Postmaster(ProcessHandle process) {
		this.process = process;
	}

	/**
	 * Finds the server that runs on the folder. A file whose process number has gone to
	 * another program, as after a restart of the machine, is removed: PostgreSQL would
	 * refuse to start for fear of it.
	 */
	static Optional<Postmaster> find(Path dataDirectory) throws IOException {
		Optional<ProcessHandle> process = PostmasterFile.read(dataDirectory)
			.flatMap((file) -> ProcessHandle.of(file.pid()))
			.filter(ProcessHandle::isAlive);
		Optional<String> program = process.flatMap((handle) -> handle.info().command())
			.map((command) -> Path.of(command).getFileName().toString());
		if (program.isEmpty()) {
			return Optional.empty();
		}
		if (!program.get().startsWith("postgres")) {
			PostmasterFile.delete(dataDirectory);
			return Optional.empty();
		}
		return process.map(Postmaster::new);
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Stops it without waiting for its clients to leave. Nothing committed is lost, even
	 * where only killing it helps.
	 */
	void stop() throws IOException {
		try {
			// SIGINT, which Java can't send: disconnect everybody, write a checkpoint.
			new ProcessBuilder("sh", "-c", "kill -INT " + pid()).start().waitFor(5, TimeUnit.SECONDS);
		}
		catch (IOException ex) {
			logger.debug("No shell to stop process {} with", pid(), ex);
			this.process.destroy();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		awaitExit();
	}

	/**
	 * Waits until it is gone, and kills it when that takes too long.
	 */
	void awaitExit() {
		try {
			this.process.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			logger.warn("PostgreSQL (process {}) didn't stop within {} seconds: killing it", pid(),
					STOP_PATIENCE.toSeconds());
			this.process.destroyForcibly();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Can't wait for process " + pid(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
