package dev.syncedstore.sample.cli;

import java.net.URI;
import java.util.HashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was typed.
 *
 * @param command the command
 * @param operand what it is about, {@code null} if nothing was said
 * @param server the server's address
 * @param user who is asking
 * @param password and proves it
 * @param list the list
 */
record CommandLine(Command command, @Nullable String operand, URI server, String user, String password, String list) {

	static final String USAGE = """
			Usage: todo [options] <command>

			Commands:
			  add <text>             add a todo at the end of the list
			  done <number or id>    tick a todo off
			  ls                     show the list
			  watch                  show the list, and again whenever it changes; ends with Ctrl-C

			Options:
			  --server <address>     default http://localhost:8080
			  --user <name>          default alice
			  --password <password>  default the user's name, which is right for the demo users
			  --list <name>          default main

			Exit status: 0 done, 1 refused, 2 wrong usage, 3 no connection or wrong password""";

	private static final List<String> OPTIONS = List.of("--server", "--user", "--password", "--list");

	/**
	 * Understand a command line.
	 * @param args what was typed
	 * @return what it means
	 * @throws IllegalArgumentException if it means nothing, with what is wrong
	 */
	static CommandLine parse(String... args) {
		Map<String, String> options = new HashMap<>();
		List<String> words = new ArrayList<>();
		for (int i = 0; i < args.length; i++) {
			if (!words.isEmpty() || !args[i].startsWith("--")) {
				words.add(args[i]);
			}
			else if (!OPTIONS.contains(args[i])) {
				throw new IllegalArgumentException("There is no option " + args[i]);
			}
			else if (i + 1 == args.length) {
				throw new IllegalArgumentException("Option " + args[i] + " needs a value");
			}
			else {
				options.put(args[i], args[++i]);
			}
		}
		if (words.isEmpty()) {
			throw new IllegalArgumentException("Say what to do");
		}
		Command command = Command.of(words.remove(0));
		if (command.takesOperand == words.isEmpty()) {
			throw new IllegalArgumentException(command.takesOperand ? "Say what to " + command.word
					: "'" + command.word + "' takes nothing else: options go before it");
		}
		String user = options.getOrDefault("--user", "alice");
		return new CommandLine(command, words.isEmpty() ? null : String.join(" ", words),
				URI.create(options.getOrDefault("--server", "http://localhost:8080")), user,
				options.getOrDefault("--password", user), options.getOrDefault("--list", "main"));
	}

	/**
	 * What can be done.
	 */
	enum Command {

		/** Add a todo. */
		ADD("add", true),

		/** Tick a todo off. */
		DONE("done", true),

		/** Show the list. */
		LS("ls", false),

		/** Show the list whenever it changes. */
		WATCH("watch", false);

		private final String word;

		private final boolean takesOperand;

		Command(String word, boolean takesOperand) {
			this.word = word;
			this.takesOperand = takesOperand;
		}

		private static Command of(String word) {
			for (Command command : values()) {
				if (command.word.equals(word)) {
					return command;
				}
			}
			throw new IllegalArgumentException("There is no command '" + word + "'");
		}

	}

}
