package dev.syncedstore.sample.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.sample.Relay;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.cli.TodoProcess.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real processes of the command line program, with real files, at a real server that goes
 * away and comes back: the way to it is cut and mended.
 */
@SampleTest
@Tag("one-jdk")
class TodoProcessTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Path folder;

	private final Relay server;

	private final TodoProcess alice;

	private final TodoProcess bob;

	/** Each test has a list of its own, and each user a machine of their own. */
	TodoProcessTests(@TempDir Path folder, TestInfo test, @LocalServerPort int port) {
		this.folder = folder;
		this.server = new Relay(URI.create("http://localhost:" + port));
		String list = test.getTestMethod().orElseThrow().getName();
		this.alice = new TodoProcess(folder.resolve("alice"), this.server.address(), "--user", "alice", "--list", list);
		this.bob = new TodoProcess(folder.resolve("bob"), this.server.address(), "--user", "bob", "--list", list);
	}

	@AfterEach
	void endWhatRuns() {
		this.alice.close();
		this.bob.close();
		this.server.close();
	}

	@Test
	void whatIsAddedWithoutTheServerSurvivesAKillAndIsSentByTheNextCommand() throws Exception {
		assertThat(this.alice.run("add", "Buy milk").columns(1, 2, 4))
			.containsExactly(List.of("open", "sent", "Buy milk"));
		this.server.cut();
		Run killed = this.alice.start("add", "Buy", "eggs");
		await().atMost(PATIENCE).until(() -> killed.out().endsWith("Buy eggs\n"));
		killed.kill();
		Run offline = this.alice.run("done", "milk");
		assertThat(offline.columns(1, 2, 4)).containsExactly(List.of("done", "waiting", "Buy milk"));
		assertThat(offline.err()).contains("2 changes wait here", "can't be reached");
		assertThat(offline.status()).isZero();
		assertThat(this.alice.run("ls").columns(0, 1, 2, 4))
			.containsExactly(List.of("1", "done", "waiting", "Buy milk"), List.of("2", "open", "waiting", "Buy eggs"));
		Run vain = this.alice.run("sync");
		assertThat(vain.status()).isEqualTo(3);
		assertThat(vain.columns(1)).containsExactly(List.of("2"));
		assertThat(vain.err()).contains("Waits: add “Buy eggs”", "Waits: tick off “Buy milk”");
		this.server.mend();
		Run online = this.alice.run("ls");
		assertThat(online.err()).isEmpty();
		assertThat(this.bob.run("ls").columns(0, 1, 2, 4)).containsExactly(List.of("1", "done", "sent", "Buy milk"),
				List.of("2", "open", "sent", "Buy eggs"));
		assertThat(this.alice.run("sync").status()).isZero();
	}

	@Test
	void theRefusalOfAnEarlierRunIsToldOnceByTheNext() throws Exception {
		this.alice.run("add", "Buy milk");
		this.bob.run("ls");
		this.server.cut();
		assertThat(this.bob.run("edit", "1", "Buy oat milk").status()).isZero();
		this.server.mend();
		assertThat(this.alice.run("rm", "1").columns(1, 2)).containsExactly(List.of("removed", "sent"));
		Run next = this.bob.run("sync");
		assertThat(next.err()).contains("Refused, and taken back: change a text to “Buy oat milk”",
				"This todo is not there any more (todo_not_found)");
		assertThat(next.status()).isEqualTo(1);
		Run later = this.bob.run("ls");
		assertThat(later.out() + later.err()).isEmpty();
	}

	@Test
	void onlyTheFirstContactNeedsTheServer() {
		TodoProcess lost = new TodoProcess(this.folder.resolve("lost"), URI.create("http://localhost:1"));
		Run run = lost.run("add", "Buy milk");
		assertThat(run.status()).isEqualTo(3);
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).contains("There is nothing of the list 'main' here yet",
				"http://localhost:1 can't be reached", "./mvnw spring-boot:run", "Nothing was changed");
	}

	@Test
	void commandsBesideAWatchUseItsStoreAndItShowsWhatTheyDo() throws Exception {
		Run watch = this.alice.start("watch");
		await().atMost(PATIENCE).until(() -> watch.err().contains("(live)"));
		assertThat(this.alice.run("add", "Buy milk").columns(2)).containsExactly(List.of("sent"));
		await().atMost(PATIENCE).until(() -> watch.out().contains("sent\t") && watch.out().contains("Buy milk"));
		this.server.cut();
		await().atMost(PATIENCE).until(() -> watch.err().contains("(offline)"));
		assertThat(this.alice.run("add", "Buy eggs").columns(0, 2)).containsExactly(List.of("2", "waiting"));
		await().atMost(PATIENCE).until(() -> last(watch).contains("Buy eggs"));
		assertThat(last(watch)).contains("2\topen\twaiting\t");
		assertThat(this.alice.spares()).isEmpty();
		this.server.mend();
		await().atMost(PATIENCE).until(() -> last(watch).contains("2\topen\tsent\t"));
		assertThat(this.bob.run("ls").columns(4)).containsExactly(List.of("Buy milk"), List.of("Buy eggs"));
	}

	@Test
	void besideAWatchThatHangsASpareFolderIsUsedAndWhatIsLeftThereIsSentLater() throws Exception {
		this.alice.run("add", "Buy milk");
		Run watch = this.alice.start("watch");
		await().atMost(PATIENCE).until(() -> watch.out().contains("Buy milk"));
		signal(watch, "STOP");
		this.server.cut();
		Run added = this.alice.run("add", "Buy eggs");
		assertThat(added.status()).isZero();
		assertThat(added.columns(2, 4)).containsExactly(List.of("waiting", "Buy eggs"));
		assertThat(this.alice.spares()).hasSize(1);
		watch.kill();
		assertThat(this.alice.run("ls").err()).contains("1 change waits here (1 in a spare folder, and not shown)");
		this.server.mend();
		assertThat(this.alice.run("sync").columns(1)).containsExactly(List.of("0"));
		assertThat(this.alice.spares()).isEmpty();
		assertThat(this.alice.run("ls").columns(2, 4)).containsExactly(List.of("sent", "Buy milk"),
				List.of("sent", "Buy eggs"));
	}

	@Test
	void manyCommandsAtTheSameTimeGetInNobodysWay() throws Exception {
		this.alice.run("ls");
		List<Run> runs = new ArrayList<>();
		for (int i = 1; i <= 6; i++) {
			runs.add(this.alice.start("add", "Todo " + i));
		}
		assertThat(runs).allSatisfy((run) -> assertThat(run.awaitEnd().status()).as(run.err()).isZero());
		this.alice.run("sync");
		assertThat(this.bob.run("ls").columns(4).stream().map((row) -> row.get(0))).containsExactlyInAnyOrder("Todo 1",
				"Todo 2", "Todo 3", "Todo 4", "Todo 5", "Todo 6");
		assertThat(this.alice.spares()).isEmpty();
	}

	@Test
	void aSecondWatchShowsTheSame() {
		this.alice.run("add", "Buy milk");
		Run first = this.alice.start("watch");
		Run second = this.alice.start("watch");
		await().atMost(PATIENCE).until(() -> first.out().contains("Buy milk") && second.out().contains("Buy milk"));
		this.bob.run("add", "Buy eggs");
		await().atMost(PATIENCE).until(() -> first.out().contains("Buy eggs") && second.out().contains("Buy eggs"));
	}

	@Test
	void damageToTheFilesIsSaidAndTheListComesFromTheServer() throws Exception {
		this.alice.run("add", "Buy milk");
		Path journal = this.alice.files("journal").get(0);
		byte[] damaged = Files.readAllBytes(journal);
		damaged[damaged.length / 2] ^= 0x55;
		Files.write(journal, damaged);
		Run run = this.alice.run("ls");
		assertThat(run.err()).contains("A client's storage was damaged", "journal.damaged");
		assertThat(run.columns(4)).containsExactly(List.of("Buy milk"));
	}

	@Test
	void theStatusAndTheErrorStreamTellScriptsWhatHappened() throws IOException {
		assertThat(this.alice.run("done", "7").status()).isEqualTo(1);
		assertThat(this.alice.run("dance").status()).isEqualTo(2);
		assertThat(this.alice.run("ls", "--server", "localhost").status()).isEqualTo(2);
		assertThat(this.alice.run("ls", "--user", "dave").err()).contains("TODO_PASSWORD");
		Run denied = this.alice.run("add", "--password", "wrong", "Buy milk");
		assertThat(denied.status()).isEqualTo(4);
		assertThat(denied.err()).isEqualTo("The server doesn't know alice with this password. Nothing was changed.\n");
		assertThat(this.alice.run("ls").out()).isEmpty();
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThat(this.alice.run("ls", "--data", file.toString()).status()).isEqualTo(5);
	}

	/** The list that a watch has written last. */
	private static String last(Run watch) {
		String[] lists = watch.out().split("\n\n");
		return lists[lists.length - 1];
	}

	private static void signal(Run run, String signal) throws Exception {
		Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"),
				"Processes can't be suspended here");
		Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(run.process().pid())).start();
		assertThat(kill.waitFor()).isZero();
	}

}
