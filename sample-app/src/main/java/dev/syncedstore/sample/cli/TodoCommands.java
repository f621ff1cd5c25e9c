package dev.syncedstore.sample.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.cli.ListOptions.PasswordPrompt;
import dev.syncedstore.sample.cli.data.ListAddress;
import dev.syncedstore.sample.cli.data.ListFolder;
import dev.syncedstore.sample.cli.show.Layout.Tone;
import dev.syncedstore.sample.cli.show.LiveScreen;
import dev.syncedstore.sample.cli.show.Output;
import dev.syncedstore.sample.cli.show.StreamDisplay;
import dev.syncedstore.sample.cli.show.Surroundings;
import dev.syncedstore.sample.cli.show.WatchDisplay;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * The commands, as they are typed.
 */
@Command(name = "todo", mixinStandardHelpOptions = true, customSynopsis = "todo [options] [command]",
		versionProvider = TodoVersion.class, sortOptions = false,
		header = "The todo list at the command line, also without the server.",
		description = { "",
				"Everything works on a copy of the list on this machine, so it works at once, also offline. "
						+ "What the server doesn't have yet is kept, and sent by whichever todo command finds the server. "
						+ "Without a command, the list is shown.",
				"", "Say which todo by its number, its id, its text or a part of that.", "" },
		commandListHeading = "%nCommands:%n", optionListHeading = "Options, before or after the command:%n",
		footer = { "",
				"TODO_LIST, TODO_USER, TODO_PASSWORD, TODO_SERVER and TODO_DATA say the same as the options. "
						+ "NO_COLOR turns the colours off.",
				"",
				"In a pipe each todo is a line of columns, separated by tabs: number, open|done|removed, sent|waiting, id, "
						+ "text. In the text, \\t, \\n, \\r, \\\\ and \\u.... stand for what a line can't carry.",
				"",
				"Exit status: 0 done, or kept to be sent later; 1 refused, or there is no such todo; 2 wrong usage; "
						+ "3 the server was needed and can't be reached; 4 wrong password, or no access; 5 the files "
						+ "can't be used." })
final class TodoCommands implements Callable<Integer> {

	private static final String WHICH = "Which todo: its number, id, or text";

	@Mixin
	private ListOptions options = new ListOptions();

	private final Output output;

	private final PasswordPrompt prompt;

	TodoCommands(Output output, PasswordPrompt prompt) {
		this.output = output;
		this.prompt = prompt;
	}

	@Override
	public Integer call() throws InterruptedException {
		return list();
	}

	@Command(mixinStandardHelpOptions = true, description = "Add a todo at the end of the list.")
	int add(@Parameters(paramLabel = "<text>", arity = "1..*",
			description = "What to do. Needs no quotes.") List<String> text) throws InterruptedException {
		return in((deeds) -> deeds.add(String.join(" ", text)));
	}

	@Command(mixinStandardHelpOptions = true, description = "Tick todos off.")
	int done(@Parameters(paramLabel = "<todo>", arity = "1..*", description = WHICH) List<String> todos)
			throws InterruptedException {
		return in((deeds) -> deeds.complete(todos, true));
	}

	@Command(mixinStandardHelpOptions = true, description = "Take todos up again.")
	int undone(@Parameters(paramLabel = "<todo>", arity = "1..*", description = WHICH) List<String> todos)
			throws InterruptedException {
		return in((deeds) -> deeds.complete(todos, false));
	}

	@Command(mixinStandardHelpOptions = true, description = "Change the text of a todo.")
	int edit(@Parameters(paramLabel = "<todo>", description = WHICH) String todo,
			@Parameters(paramLabel = "<text>", arity = "1..*", description = "The new text.") List<String> text)
			throws InterruptedException {
		return in((deeds) -> deeds.edit(todo, String.join(" ", text)));
	}

	@Command(mixinStandardHelpOptions = true, description = "Move a todo to another place.")
	int mv(@Parameters(paramLabel = "<todo>", description = WHICH) String todo,
			@Parameters(paramLabel = "<number>", description = "Where it is to be: 1 is the top.") int place)
			throws InterruptedException {
		return in((deeds) -> deeds.move(todo, place));
	}

	@Command(mixinStandardHelpOptions = true, description = "Remove todos.")
	int rm(@Parameters(paramLabel = "<todo>", arity = "1..*", description = WHICH) List<String> todos)
			throws InterruptedException {
		return in((deeds) -> deeds.remove(todos));
	}

	@Command(name = "ls", mixinStandardHelpOptions = true, description = "Show the list.")
	int list() throws InterruptedException {
		return in(TodoDeeds::list);
	}

	@Command(mixinStandardHelpOptions = true, description = "Show the list, and each change at once.")
	int watch() throws InterruptedException {
		ListFolder folder = this.options.folder();
		Account account = this.options.account(this.prompt);
		Surroundings surroundings = output().surroundings();
		Watch watch;
		try (WatchDisplay display = surroundings.movable()
				? new LiveScreen(surroundings, folder.address().list() + " at " + account.server())
				: new StreamDisplay(output())) {
			watch = new Watch(folder, account, display);
			watch.run();
		}
		if (surroundings.movable()) {
			// The screen is gone now.
			watch.shown().ifPresent(output()::list);
		}
		return StatusException.DONE;
	}

	@Command(mixinStandardHelpOptions = true,
			description = "Send what waits, of all lists, and say what the server has refused.")
	int sync() throws InterruptedException {
		Account account = this.options.account(this.prompt);
		List<ListAddress> lists = this.options.dataFolder().listsOf(this.options.address());
		int worst = StatusException.DONE;
		for (ListAddress list : lists) {
			worst = Math.max(worst, sync(this.options.dataFolder().list(list), account));
		}
		return worst;
	}

	@Command(mixinStandardHelpOptions = true, description = "Show your note, which nobody else can see, or write it.")
	int note(@Parameters(paramLabel = "<text>", arity = "0..*",
			description = "The new note.") @Nullable List<String> text) throws InterruptedException {
		return in((deeds) -> {
			if (text == null) {
				deeds.showNote();
			}
			else {
				deeds.writeNote(String.join(" ", text));
			}
		});
	}

	@Command(mixinStandardHelpOptions = true, description = "Claim one of the prizes, of which there are only so many.")
	int claim(@Parameters(paramLabel = "<prize>", arity = "0..1", defaultValue = "mug",
			description = "Default: mug") String prize) throws InterruptedException {
		return in((deeds) -> deeds.claim(prize));
	}

	@Command(name = "import", mixinStandardHelpOptions = true,
			description = "Let the server add a todo for each line of a file.")
	int importTodos(@Parameters(paramLabel = "<file>", description = "A text file in UTF-8.") Path file)
			throws InterruptedException {
		List<String> lines = TextFile.lines(file);
		return in((deeds) -> deeds.importTodos(lines));
	}

	@Command(mixinStandardHelpOptions = true,
			description = "Let the server count todos, those that are done, and recorded changes.")
	int stats() throws InterruptedException {
		return in(TodoDeeds::stats);
	}

	private int sync(ListFolder folder, Account account) throws InterruptedException {
		// Nobody asks for this without wanting to wait.
		Duration patience = this.options.patience().plus(ListSession.WHERE_NEEDED);
		try (ListSession session = new ListSession(folder, account, output(), patience)) {
			int waiting = session.finish();
			output().synced(folder.address().list(), waiting);
			session.waiting().forEach((change) -> output().remark("Waits: " + change, Tone.WAITING));
			session.tellWaiting(waiting);
			return (waiting > 0) ? StatusException.UNREACHABLE
					: (session.refused() > 0) ? StatusException.REFUSED : StatusException.DONE;
		}
	}

	private int in(Work work) throws InterruptedException {
		Account account = this.options.account(this.prompt);
		try (ListSession session = new ListSession(this.options.folder(), account, output(), this.options.patience())) {
			boolean refused = false;
			try {
				work.on(new TodoDeeds(session, output()));
			}
			catch (MutationRejectedException ex) {
				output().remark(ex.getMessage() + " (" + ex.code() + ")", Tone.BAD);
				refused = true;
			}
			session.tellWaiting(session.finish());
			return (refused || session.isRefused()) ? StatusException.REFUSED : StatusException.DONE;
		}
	}

	private Output output() {
		return this.options.isPlain() ? this.output.plain() : this.output;
	}

	/**
	 * What a command does with a list.
	 */
	private interface Work {

		void on(TodoDeeds deeds) throws InterruptedException;

	}

}
