package dev.syncedstore.sample.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.SetCompleted;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;
import org.junit.jupiter.api.Test;

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

	private final URI server;

	TodoCliTests(@LocalServerPort int port) {
		this.server = URI.create("http://localhost:" + port);
	}

	@Test
	void whatIsAddedIsListedInOrderAndCanBeTickedOffByItsNumber() {
		assertThat(run("cli-simple", "add", "Buy", "milk")).isZero();
		assertThat(run("cli-simple", "add", "Buy eggs")).isZero();
		assertThat(run("cli-simple", "done", "2")).isZero();
		this.out.reset();
		assertThat(run("cli-simple", "ls")).isZero();
		assertThat(printed()).isEqualTo("""
				  1 [ ] Buy milk
				  2 [x] Buy eggs
				""");
	}

	@Test
	void twoClientsAndTheProgramSeeEachOthersTodosWithinASecondOrSo() throws InterruptedException {
		try (SyncedStore alice = open("alice", "cli-live"); SyncedStore bob = open("bob", "cli-live")) {
			Thread watching = new Thread(() -> run("cli-live", "watch"));
			watching.start();
			await().until(this::printed, (text) -> text.contains("Nothing to do."));
			alice.mutate(TodoMutators::addTodo, new AddTodo("milk", "Buy milk", false, "k"));
			await().atMost(A_SECOND_OR_SO).until(() -> texts(bob).equals(List.of("Buy milk")));
			await().atMost(A_SECOND_OR_SO).until(this::printed, (text) -> text.contains("1 [ ] Buy milk"));
			bob.mutate(TodoMutators::setCompleted, new SetCompleted("milk", true));
			await().atMost(A_SECOND_OR_SO).until(this::printed, (text) -> text.contains("1 [x] Buy milk"));
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
		assertThat(errors()).contains("text").contains("(invalid_args)");
	}

	@Test
	void aWrongPasswordIsSaidAtOnce() {
		assertThat(run("main", "--password", "wrong", "ls")).isEqualTo(3);
		assertThat(errors()).isEqualTo("The server doesn't know alice with this password\n");
	}

	@Test
	void wrongUsageIsExplained() {
		assertThat(run("main", "dance")).isEqualTo(2);
		assertThat(errors()).contains("There is no command 'dance'", "Usage: todo");
		assertThat(run("main", "--help")).isZero();
		assertThat(printed()).contains("Usage: todo");
	}

	private int run(String list, String... args) {
		PrintStream outStream = new PrintStream(this.out, true, StandardCharsets.UTF_8);
		PrintStream errStream = new PrintStream(this.err, true, StandardCharsets.UTF_8);
		return new TodoCli(outStream, errStream)
			.run(Stream.concat(Stream.of("--server", this.server.toString(), "--list", list), Stream.of(args))
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
