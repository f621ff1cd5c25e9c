package dev.syncedstore.sample.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.client.storage.StorageException;
import dev.syncedstore.sample.cli.ListOptions.PasswordPrompt;
import dev.syncedstore.sample.cli.show.Layout.Tone;
import dev.syncedstore.sample.cli.show.Output;
import dev.syncedstore.sample.cli.show.Surroundings;
import org.jline.terminal.spi.SystemStream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The todo list at the command line, on the durable Java client, with the very mutators
 * that the server runs.
 */
public final class TodoCli {

	private static final Set<String> TEXTS = Set.of("add", "edit", "note");

	private static final int WIDEST_HELP = 100;

	private static final int NARROWEST_HELP = 55;

	private final Output output;

	private final PrintStream out;

	private final PrintStream err;

	private final PasswordPrompt prompt;

	TodoCli(PrintStream out, Surroundings outSurroundings, PrintStream err, Surroundings errSurroundings) {
		this.output = new Output(out, outSurroundings, err, errSurroundings);
		this.out = out;
		this.err = err;
		this.prompt = (user) -> askAtConsole(user, errSurroundings);
	}

	/**
	 * Run a command and exit with its status.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		System.setProperty("slf4j.provider", LogOfTodoCli.class.getName());
		System.setProperty("slf4j.internal.verbosity", "WARN");
		Map<String, String> environment = System.getenv();
		Surroundings out = Surroundings.of(SystemStream.Output, environment);
		Surroundings err = Surroundings.of(SystemStream.Error, environment);
		TodoCli todo = new TodoCli(stream(FileDescriptor.out, out), out, stream(FileDescriptor.err, err), err);
		// Threads of the client's may be left; what matters is in the files.
		Runtime.getRuntime().exit(todo.run(args));
	}

	int run(String... args) {
		return commandLine().execute(args);
	}

	CommandLine commandLine() {
		Surroundings surroundings = this.output.surroundings();
		CommandLine commands = new CommandLine(new TodoCommands(this.output, this.prompt));
		commands.setOut(new PrintWriter(this.out, true));
		commands.setErr(new PrintWriter(this.err, true));
		commands.setColorScheme(Help.defaultColorScheme(surroundings.colors() ? Ansi.ON : Ansi.OFF));
		commands.setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, surroundings.width())));
		// What follows the first word of a text is text, too.
		commands.getSubcommands().forEach((name, command) -> command.setStopAtPositional(TEXTS.contains(name)));
		commands.setParameterExceptionHandler(this::wrongUsage);
		commands.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
		return commands;
	}

	private int wrongUsage(ParameterException ex, String[] args) {
		boolean noCommand = ex.getCommandLine().getParent() == null && ex instanceof UnmatchedArgumentException;
		this.output.remark(noCommand
				? "There is no such command or option: "
						+ String.join(" ", ((UnmatchedArgumentException) ex).getUnmatched())
				: String.valueOf(ex.getMessage()), Tone.BAD);
		String command = ex.getCommandLine().getCommandSpec().qualifiedName();
		this.output.remark("See " + command + " --help", Tone.QUIET);
		return StatusException.WRONG_USAGE;
	}

	private int failed(Exception failure) throws Exception {
		if (failure instanceof StatusException ex) {
			this.output.remark(String.valueOf(ex.getMessage()), Tone.BAD);
			return ex.status();
		}
		if (failure instanceof StorageException || failure instanceof UncheckedIOException) {
			this.output.remark(String.valueOf(failure.getMessage()), Tone.BAD);
			return StatusException.STORAGE;
		}
		if (failure instanceof InterruptedException) {
			Thread.currentThread().interrupt();
			return StatusException.DONE;
		}
		throw failure;
	}

	private static String askAtConsole(String user, Surroundings surroundings) {
		Console console = surroundings.terminal() ? System.console() : null;
		char[] typed = (console != null) ? console.readPassword("Password of %s: ", user) : null;
		if (typed == null) {
			throw new StatusException(StatusException.WRONG_USAGE, "What is " + user
					+ "'s password? Say it in the environment variable TODO_PASSWORD, or with --password.");
		}
		return new String(typed);
	}

	private static PrintStream stream(FileDescriptor descriptor, Surroundings surroundings) {
		return new PrintStream(new FileOutputStream(descriptor), true, surroundings.encoding());
	}

}
