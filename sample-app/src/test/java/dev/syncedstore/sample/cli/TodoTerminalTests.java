package dev.syncedstore.sample.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.cli.TodoProcess.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The command line program in a terminal, which {@code script} of util-linux pretends to
 * be.
 */
@SampleTest
class TodoTerminalTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String ESCAPE = "\u001B";

	private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8");

	private final TodoProcess alice;

	TodoTerminalTests(@TempDir Path folder, TestInfo test, @LocalServerPort int port) {
		this.alice = new TodoProcess(folder, URI.create("http://localhost:" + port), "--list",
				test.getTestMethod().orElseThrow().getName());
	}

	@AfterEach
	void endWhatRuns() {
		this.alice.close();
	}

	@BeforeAll
	static void needsScript() throws InterruptedException {
		try {
			Process script = new ProcessBuilder("script", "--version").redirectErrorStream(true).start();
			String version = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (script.waitFor() == 0 && version.contains("util-linux")) {
				return;
			}
		}
		catch (IOException ex) {
			// There is none.
		}
		System.out.println("******** NO TERMINAL TESTS: there is no script of util-linux on the PATH ********");
		Assumptions.abort("There is no script of util-linux");
	}

	@Test
	void peopleSeeColoursAndBoxesAndProgramsSeeColumns() {
		this.alice.run("add", "Buy milk");
		this.alice.run("done", "1");
		this.alice.run("add", "Buy \u001B[31mcheese");
		assertThat(inTerminal(XTERM, "ls").awaitEnd().out()).contains(ESCAPE, "☑ ", "☐ ", "Buy \uFFFD[31mcheese",
				"1 of 2 done");
		assertThat(this.alice.run("ls").out()).doesNotContain(ESCAPE)
			.contains("2\topen\tsent\t", "Buy \\u001b[31mcheese\n");
		assertThat(inTerminal(XTERM, "ls", "--plain").awaitEnd().out()).doesNotContain(ESCAPE)
			.contains("2\topen\tsent\t");
	}

	@Test
	void coloursCanBeTurnedOffAndUnicodeCanBeMissing() {
		this.alice.run("add", "Buy milk");
		String colourless = inTerminal(Map.of("TERM", "xterm", "LC_ALL", "C.UTF-8", "NO_COLOR", "1"), "ls").awaitEnd()
			.out();
		assertThat(colourless).doesNotContain(ESCAPE).contains(" 1 ☐ Buy milk");
		assertThat(inTerminal(Map.of("TERM", "dumb", "LC_ALL", "C.UTF-8"), "ls").awaitEnd().out())
			.doesNotContain(ESCAPE);
		assertThat(inTerminal(Map.of("TERM", "xterm", "LC_ALL", "C"), "ls").awaitEnd().out()).contains("[ ] ");
	}

	/**
	 * What is on the screen already is not written again, so the texts have no letter in
	 * common with what they take the place of.
	 */
	@Test
	void watchHasAScreenOfItsOwnAndLeavesTheTerminalAsItWas() throws IOException {
		this.alice.run("add", "MILK");
		Run watch = inTerminal(XTERM, "watch");
		await().atMost(PATIENCE).until(() -> watch.out().contains("MILK") && watch.out().contains("live"));
		assertThat(watch.out()).contains(ESCAPE + "[?1049h", "q to leave");
		this.alice.run("add", "EGGS");
		await().atMost(PATIENCE).until(() -> watch.out().contains("EGGS"));
		try (OutputStream keyboard = watch.process().getOutputStream()) {
			keyboard.write('q');
			keyboard.flush();
			assertThat(watch.awaitEnd().status()).isZero();
		}
		String afterwards = watch.out().substring(watch.out().indexOf(ESCAPE + "[?1049l"));
		assertThat(afterwards).contains("MILK", "EGGS");
	}

	private Run inTerminal(Map<String, String> environment, String... args) {
		String typed = this.alice.command(args)
			.stream()
			.map((word) -> "'" + word.replace("'", "'\\''") + "'")
			.collect(Collectors.joining(" "));
		return this.alice.start(List.of("script", "-qec", typed, "/dev/null"), environment);
	}

}
