package dev.syncedstore.sample.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.cli.show.Surroundings;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.SetCompleted;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The command line program and other Java clients, live on one server.
 */
@SampleTest
class TodoCliTests {

	private static final Duration A_SECOND_OR_SO = Duration.ofSeconds(5);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path data;

	private final URI server;

	TodoCliTests(@LocalServerPort int port) {
		this.server = URI.create("http://localhost:" + port);
	}

	@Test
	void whatIsAddedIsListedInOrderAndCanBeTickedOffMovedChangedAndRemoved() {
		assertThat(run("cli-simple", "add", "Buy", "milk")).isZero();
		assertThat(run("cli-simple", "add", "Buy eggs")).isZero();
		assertThat(run("cli-simple", "done", "2")).isZero();
		assertThat(list("cli-simple")).containsExactly("1 open sent Buy milk", "2 done sent Buy eggs");
		assertThat(run("cli-simple", "mv", "2", "1")).isZero();
		assertThat(run("cli-simple", "undone", "eggs")).isZero();
		assertThat(run("cli-simple", "edit", "eggs", "Buy", "six", "eggs")).isZero();
		assertThat(list("cli-simple")).containsExactly("1 open sent Buy six eggs", "2 open sent Buy milk");
		assertThat(run("cli-simple", "rm", "1", "2")).isZero();
		assertThat(list("cli-simple")).isEmpty();
	}

	@Test
	void theServerImportsAFileAndCounts() throws IOException {
		Path file = Files.writeString(this.data.resolve("shopping.txt"), "Buy milk\n\n  Buy eggs \nBuy bread\n");
		assertThat(run("cli-actions", "add", "Buy stamps")).isZero();
		assertThat(run("cli-actions", "import", file.toString())).isZero();
		assertThat(printed()).endsWith("3\n");
		assertThat(list("cli-actions")).containsExactly("1 open sent Buy stamps", "2 open sent Buy milk",
				"3 open sent Buy eggs", "4 open sent Buy bread");
		assertThat(run("cli-actions", "done", "2")).isZero();
		assertThat(run("cli-actions", "stats")).isZero();
		assertThat(printed()).endsWith("todos 4, done 1, changes 5\n");
		assertThat(run("cli-actions", "import", file + ".missing")).isEqualTo(2);
	}

	@Test
	void optionsGoBeforeOrAfterTheCommandAndTextsNeedNoQuotes() {
		assertThat(run("cli-options", "add", "--user", "bob", "Buy", "milk", "--now")).isZero();
		assertThat(run("cli-options", "--user", "carol", "add", "--", "--dashed")).isZero();
		assertThat(list("cli-options")).containsExactly("1 open sent Buy milk --now", "2 open sent --dashed");
	}

	@Test
	void twoClientsAndTheProgramSeeEachOthersTodosWithinASecondOrSo() throws InterruptedException {
		try (SyncedStore alice = open("alice", "cli-live"); SyncedStore bob = open("bob", "cli-live")) {
			Thread watching = new Thread(() -> run("cli-live", "watch"));
			watching.start();
			await().until(this::errors, (text) -> text.contains("(live)"));
			alice.mutate(TodoMutators::addTodo, new AddTodo("milk", "Buy milk", false, "k"));
			await().atMost(A_SECOND_OR_SO).until(() -> texts(bob).equals(List.of("Buy milk")));
			await().atMost(A_SECOND_OR_SO)
				.until(this::printed, (text) -> text.contains("1\topen\tsent\tmilk\tBuy milk"));
			bob.mutate(TodoMutators::setCompleted, new SetCompleted("milk", true));
			await().atMost(A_SECOND_OR_SO)
				.until(this::printed, (text) -> text.contains("1\tdone\tsent\tmilk\tBuy milk"));
			assertThat(run("cli-live", "--user", "carol", "add", "Buy eggs")).isZero();
			await().atMost(A_SECOND_OR_SO)
				.until(() -> Stream.of(alice, bob)
					.allMatch((store) -> texts(store).equals(List.of("Buy milk", "Buy eggs"))));
			watching.interrupt();
			watching.join();
		}
	}

	@Test
	void whatTheRulesForbidIsRefusedWithTheReason() {
		assertThat(run("cli-refused", "done", "7")).isEqualTo(1);
		assertThat(errors()).isEqualTo("There is no todo 7: ls shows which there are (todo_not_found)\n");
		this.err.reset();
		assertThat(run("cli-refused", "add", "x".repeat(501))).isEqualTo(1);
		assertThat(errors()).isEqualTo("The text has 501 characters: at most 500 (invalid_args)\n");
		assertThat(list("cli-refused")).isEmpty();
	}

	@Test
	void aNoteIsOnesOwnAndAPrizeIsClaimedOnce() {
		assertThat(run("cli-note", "note", "Bob's", "present")).isZero();
		this.out.reset();
		assertThat(run("cli-note", "note")).isZero();
		assertThat(printed()).isEqualTo("Bob's present\n");
		this.out.reset();
		assertThat(run("cli-note", "--user", "bob", "note")).isZero();
		assertThat(printed()).isEqualTo("\n");
		assertThat(run("cli-note", "claim", "pen")).isEqualTo(1);
		assertThat(errors()).contains("none is left");
	}

	@Test
	void aWrongPasswordIsSaidAtOnce() {
		assertThat(run("main", "--password", "wrong", "ls")).isEqualTo(4);
		assertThat(errors()).isEqualTo("The server doesn't know alice with this password. Nothing was changed.\n");
	}

	@Test
	void wrongUsageIsExplained() {
		assertThat(run("main", "dance")).isEqualTo(2);
		assertThat(errors()).isEqualTo("There is no such command or option: dance\nSee todo --help\n");
		this.err.reset();
		assertThat(run("main", "mv", "1", "top")).isEqualTo(2);
		assertThat(errors()).contains("'top' is not an int", "See todo mv --help");
	}

	@Test
	void helpTellsEverything() {
		assertThat(run("main", "--help")).isZero();
		assertThat(printed()).contains("Usage: todo [options] [command]", "add", "watch", "TODO_PASSWORD", "NO_COLOR",
				"Exit status: 0 done");
		this.out.reset();
		assertThat(run("main", "add", "--help")).isZero();
		assertThat(printed()).contains("Usage: todo add", "--list");
	}

	/** Number, state, whether it was sent, and text. */
	private List<String> list(String name) {
		this.out.reset();
		assertThat(run(name, "ls")).isZero();
		return printed().lines()
			.map((line) -> line.split("\t"))
			.map((columns) -> String.join(" ", columns[0], columns[1], columns[2], columns[4]))
			.toList();
	}

	private int run(String list, String... args) {
		PrintStream outStream = new PrintStream(this.out, true, StandardCharsets.UTF_8);
		PrintStream errStream = new PrintStream(this.err, true, StandardCharsets.UTF_8);
		return new TodoCli(outStream, Surroundings.PIPE, errStream, Surroundings.PIPE).run(
				Stream
					.concat(Stream.of("--server", this.server.toString(), "--list", list, "--data",
							this.data.toString()), Stream.of(args))
					.toArray(String[]::new));
	}

	private SyncedStore open(String user, String list) {
		return SyncedStore.builder()
			.server(this.server)
			.credentials(Credentials.basic(user, user))
			.space("todo", list)
			.mutators(new TodoMutators())
			.build();
	}

	private static List<String> texts(SyncedStore store) {
		return store.query(TodoQueries::inOrder).stream().map((entry) -> entry.value().text()).toList();
	}

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
	}

	private String errors() {
		return this.err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
	}

}
