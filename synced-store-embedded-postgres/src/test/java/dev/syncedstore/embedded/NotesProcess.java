package dev.syncedstore.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.embedded.notes.NotesApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link NotesApplication} in a process of its own.
 */
final class NotesProcess implements AutoCloseable {

	/** The one of the running tests: unpacked classes. */
	static final List<String> CLASS_PATH = List.of("-cp", System.getProperty("java.class.path"));

	private static final long PATIENCE_SECONDS = 90;

	private static final String END = "END OF OUTPUT";

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final List<String> output = new ArrayList<>();

	NotesProcess(ProcessBuilder builder) throws IOException {
		this.process = builder.redirectErrorStream(true).start();
		Thread reader = new Thread(this::readOutput, "output of " + this.process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts it from unpacked classes, with the folder as its working directory.
	 */
	static NotesProcess start(Path workingDirectory, String... args) throws IOException {
		return new NotesProcess(command(workingDirectory, CLASS_PATH, args));
	}

	static ProcessBuilder command(Path workingDirectory, List<String> classPath, String... args) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(classPath);
		if (!classPath.contains("-jar")) {
			command.add(NotesApplication.class.getName());
		}
		command.addAll(Arrays.asList(args));
		return new ProcessBuilder(command).directory(workingDirectory.toFile());
	}

	private void readOutput() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			reader.lines().forEach(this.lines::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.lines.add(ex.toString());
		}
		this.lines.add(END);
	}

	/**
	 * Waits for the next line that begins with the word.
	 * @return the rest of the line
	 */
	String await(String word) throws InterruptedException {
		String line = "";
		while (!line.equals(END)) {
			line = this.lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			assertThat(line).as("waited for %s in:%n%s", word, String.join("\n", this.output)).isNotNull();
			this.output.add(line);
			if (line.startsWith(word + " ")) {
				return line.substring(word.length() + 1);
			}
		}
		throw new AssertionError("It ended without " + word + ":\n" + String.join("\n", this.output));
	}

	/**
	 * Asks a running one to count again.
	 */
	String countAgain() throws IOException, InterruptedException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
		return await("NOTES");
	}

	/**
	 * Waits for its end.
	 * @return all it printed since it was last waited for
	 */
	String awaitEnd() throws InterruptedException {
		List<String> rest = new ArrayList<>();
		for (String line = ""; !line.equals(END); rest.add(line)) {
			line = this.lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			assertThat(line).as("end of the process").isNotNull();
		}
		assertThat(this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		return String.join("\n", rest);
	}

	/**
	 * What Ctrl-C and a service's stop do.
	 */
	String terminate() throws InterruptedException {
		// Process.destroy() would close the pipes as well.
		this.process.toHandle().destroy();
		return awaitEnd();
	}

	/**
	 * What {@code kill -9} does.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		assertThat(this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
