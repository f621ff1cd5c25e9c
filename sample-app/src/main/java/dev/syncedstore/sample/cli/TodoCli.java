package dev.syncedstore.sample.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.StoreListener;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.FractionalIndex;
import dev.syncedstore.sample.todo.SetCompleted;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;

/**
 * A command line program on the Java client, with the very mutators that the server runs.
 */
public final class TodoCli {

	private static final int OK = 0;

	private static final int REFUSED = 1;

	private static final int WRONG_USAGE = 2;

	private static final int NO_CONNECTION = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final PrintStream out;

	private final PrintStream err;

	TodoCli(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Run a command and exit with its status.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		// The server logs; this prints.
		System.setProperty("logback.configurationFile", "dev/syncedstore/sample/cli/logback.xml");
		System.exit(new TodoCli(System.out, System.err).run(args));
	}

	int run(String... args) {
		if (List.of(args).contains("--help")) {
			this.out.println(CommandLine.USAGE);
			return OK;
		}
		CommandLine line;
		try {
			line = CommandLine.parse(args);
		}
		catch (IllegalArgumentException ex) {
			this.err.println(ex.getMessage() + "\n\n" + CommandLine.USAGE);
			return WRONG_USAGE;
		}
		return run(line);
	}

	private int run(CommandLine line) {
		CompletableFuture<Void> wrongPassword = new CompletableFuture<>();
		try (SyncedStore store = open(line, wrongPassword)) {
			CompletableFuture.anyOf(store.waitForServerData(), wrongPassword)
				.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			if (wrongPassword.isDone()) {
				this.err.println("The server doesn't know " + line.user() + " with this password");
				return NO_CONNECTION;
			}
			return execute(line, store);
		}
		catch (IllegalArgumentException ex) {
			this.err.println(ex.getMessage());
			return WRONG_USAGE;
		}
		catch (MutationRejectedException ex) {
			return refused(ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof MutationRejectedException rejection) {
				return refused(rejection);
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException ex) {
			this.err.println("No answer from " + line.server() + " in " + PATIENCE.toSeconds() + " seconds");
			return NO_CONNECTION;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return OK;
		}
	}

	// tag::open[]
	private SyncedStore open(CommandLine line, CompletableFuture<Void> wrongPassword) {
		return SyncedStore.builder()
			.server(line.server())
			.credentials(Credentials.basic(line.user(), line.password()))
			.space("todo", line.list())
			.mutators(new TodoMutators())
			.listener(new StoreListener() {

				@Override
				public void unauthenticated() {
					wrongPassword.complete(null);
				}

			})
			.build();
	}
	// end::open[]

	private int execute(CommandLine line, SyncedStore store)
			throws ExecutionException, TimeoutException, InterruptedException {
		String operand = (line.operand() != null) ? line.operand() : "";
		switch (line.command()) {
			case ADD -> add(store, operand);
			case DONE -> done(store, operand);
			case LS -> print(store.query(TodoQueries::inOrder));
			case WATCH -> watch(store);
		}
		return OK;
	}

	private void add(SyncedStore store, String text) throws ExecutionException, TimeoutException, InterruptedException {
		List<Entry<Todo>> todos = store.query(TodoQueries::inOrder);
		String last = todos.isEmpty() ? null : todos.get(todos.size() - 1).value().position();
		confirm(store.mutate(TodoMutators::addTodo,
				new AddTodo(UUID.randomUUID().toString(), text, false, FractionalIndex.after(last))));
		this.out.println("Added: " + text);
	}

	private void done(SyncedStore store, String numberOrId)
			throws ExecutionException, TimeoutException, InterruptedException {
		Entry<Todo> todo = find(store.query(TodoQueries::inOrder), numberOrId);
		confirm(store.mutate(TodoMutators::setCompleted, new SetCompleted(todo.key(), true)));
		this.out.println("Done: " + todo.value().text());
	}

	private static Entry<Todo> find(List<Entry<Todo>> todos, String numberOrId) {
		for (int i = 0; i < todos.size(); i++) {
			if (todos.get(i).key().equals(numberOrId) || Integer.toString(i + 1).equals(numberOrId)) {
				return todos.get(i);
			}
		}
		throw new MutationRejectedException(TodoMutators.TODO_NOT_FOUND,
				"There is no todo " + numberOrId + ": ls shows which there are");
	}

	private static void confirm(MutationResult result)
			throws ExecutionException, TimeoutException, InterruptedException {
		result.confirmed().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private void watch(SyncedStore store) throws InterruptedException {
		store.onStatus((status) -> this.err.println("(" + status.toString().toLowerCase(Locale.ROOT) + ")"));
		store.subscribe(TodoQueries::inOrder, (todos) -> {
			print(todos);
			this.out.println();
		});
		new CountDownLatch(1).await();
	}

	private void print(List<Entry<Todo>> todos) {
		if (todos.isEmpty()) {
			this.out.println("Nothing to do.");
		}
		for (int i = 0; i < todos.size(); i++) {
			Todo todo = todos.get(i).value();
			this.out.printf("%3d [%s] %s%n", i + 1, todo.completed() ? "x" : " ", todo.text());
		}
		this.out.flush();
	}

	private int refused(MutationRejectedException rejection) {
		this.err.println(rejection.getMessage() + " (" + rejection.code() + ")");
		return REFUSED;
	}

}
