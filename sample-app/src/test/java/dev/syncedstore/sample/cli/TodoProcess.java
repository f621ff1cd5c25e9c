package dev.syncedstore.sample.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command line program in processes of its own, with what is in {@code todo.jar} and
 * nothing else, as one user of it has it.
 */
public final class TodoProcess implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 120;

	private final Path folder;

	private final List<String> options;

	private final List<Run> runs = new ArrayList<>();

	/**
	 * Create a program.
	 * @param folder where it has its data, and what it prints
	 * @param server the server's address
	 * @param options further options, such as the user and the list
	 */
	public TodoProcess(Path folder, URI server, String... options) {
		this.folder = folder;
		this.options = new ArrayList<>(
				List.of("--data", folder.resolve("data").toString(), "--server", server.toString(), "--wait", "30"));
		this.options.addAll(List.of(options));
		folder.toFile().mkdirs();
	}

	/** Run a command to its end. */
	public Run run(String... args) {
		return start(args).awaitEnd();
	}

	/** Start a command. */
	public Run start(String... args) {
		return start(command(args), Map.of());
	}

	/** Start something else that uses the program. */
	Run start(List<String> command, Map<String, String> environment) {
		int number = this.runs.size() + 1;
		Path out = this.folder.resolve(number + ".out");
		Path err = this.folder.resolve(number + ".err");
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("TODO_") || name.equals("NO_COLOR"));
		builder.environment().putAll(environment);
		try {
			Run run = new Run(builder.start(), out, err);
			this.runs.add(run);
			return run;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** End all that still runs. */
	@Override
	public void close() {
		this.runs.stream().filter((run) -> run.process().isAlive()).forEach(Run::kill);
	}

	/** What a command is started by. */
	List<String> command(String... args) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"--enable-native-access=ALL-UNNAMED"));
		command.addAll(TodoClassPath.options());
		command.add(TodoCli.class.getName());
		command.addAll(this.options);
		command.addAll(List.of(args));
		return command;
	}

	/** The folders of its data that belong to clients other than the first. */
	List<Path> spares() throws IOException {
		return files("client-([2-9]|\\d\\d+)");
	}

	/** The files and folders of its data whose names match. */
	List<Path> files(String name) throws IOException {
		try (Stream<Path> files = Files.walk(this.folder.resolve("data"))) {
			return files.filter((path) -> path.getFileName().toString().matches(name)).toList();
		}
	}

	/**
	 * One run of it.
	 *
	 * @param process the process
	 * @param outFile what it prints
	 * @param errFile what it says besides
	 */
	public record Run(Process process, Path outFile, Path errFile) {

		/** Wait for its end. */
		public Run awaitEnd() {
			try {
				if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
					this.process.destroyForcibly();
					throw new AssertionError("It doesn't end: " + out() + err());
				}
				return this;
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/** What {@code kill -9} does. */
		public void kill() {
			this.process.destroyForcibly();
			awaitEnd();
		}

		/** Its exit status. */
		public int status() {
			return this.process.exitValue();
		}

		/** What it has printed. */
		public String out() {
			return read(this.outFile);
		}

		/** What it has said besides. */
		public String err() {
			return read(this.errFile);
		}

		/** Some of its columns, a list for each line. */
		public List<List<String>> columns(int... numbers) {
			return out().lines()
				.map((line) -> line.split("\t", -1))
				.map((columns) -> Arrays.stream(numbers).mapToObj((number) -> columns[number]).toList())
				.toList();
		}

		private static String read(Path file) {
			try {
				return Files.readString(file, StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
