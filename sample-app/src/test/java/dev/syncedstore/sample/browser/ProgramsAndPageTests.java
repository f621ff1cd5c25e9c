package dev.syncedstore.sample.browser;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.syncedstore.sample.Relay;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.cli.TodoProcess;
import dev.syncedstore.sample.cli.TodoProcess.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two command line programs and a page, in processes of their own, edit one list, and one
 * of the programs has no network for a while and is killed meanwhile: at the end all of
 * them have the same.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class ProgramsAndPageTests {

	private static final String LIST = "together";

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Chromium chromium;

	private final Random random = new Random(7);

	private final URI server;

	private final Relay relay;

	private final TodoProcess alice;

	private final TodoProcess bob;

	/** What was added and confirmed, or kept; nobody has removed it. */
	private final Set<String> expected = new TreeSet<>();

	ProgramsAndPageTests(Chromium chromium, @LocalServerPort int port, @TempDir Path folder) {
		this.chromium = chromium;
		this.server = URI.create("http://localhost:" + port);
		this.relay = new Relay(this.server);
		this.alice = new TodoProcess(folder.resolve("alice"), this.server, "--user", "alice", "--list", LIST);
		this.bob = new TodoProcess(folder.resolve("bob"), this.relay.address(), "--user", "bob", "--list", LIST);
	}

	@AfterEach
	void endWhatRuns() {
		this.alice.close();
		this.bob.close();
		this.relay.close();
	}

	@Test
	void twoProgramsAndAPageEndEqualAlthoughOneWasOfflineAndKilled() {
		try (TodoPage page = TodoPage.open(this.chromium, new NewContextOptions(), this.server + "/lists/" + LIST,
				"carol")) {
			Run watch = this.alice.start("watch");
			everybodyEdits(page, watch);
			bobLosesTheNetwork(page, watch);
			bobIsBack(page, watch);
			everybodyEdits(page, watch);
			List<List<String>> last = bothHaveTheSame();
			assertThat(last).extracting((row) -> row.get(1)).containsExactlyInAnyOrderElementsOf(this.expected);
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(page)).isEqualTo(last));
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(lastOf(watch)).isEqualTo(last));
			page.screenshot("programs-and-page");
		}
	}

	/** All three at the same time. */
	private void everybodyEdits(TodoPage page, Run watch) {
		for (int round = 0; round < 2; round++) {
			Run alices = this.alice.start("add", newText());
			String text = newText();
			Run bobs = this.bob.start("add", text);
			addOnPage(page, watch);
			sent(alices.awaitEnd());
			sent(bobs.awaitEnd());
			await().atMost(PATIENCE).until(() -> watch.out().contains(text));
			alices = this.alice.start("done", anyText());
			bobs = this.bob.start("mv", anyText(), Integer.toString(1 + this.random.nextInt(this.expected.size())));
			sent(alices.awaitEnd());
			sent(bobs.awaitEnd());
		}
		bothHaveTheSame();
	}

	/** What he does waits, one of his commands is killed, and others go on. */
	private void bobLosesTheNetwork(TodoPage page, Run watch) {
		String contested = add(this.alice, "sent");
		String common = add(this.alice, "sent");
		this.bob.run("sync");
		this.relay.cut();
		add(this.bob, "waiting");
		killed(newText());
		waits(this.bob.run("done", common));
		waits(this.bob.run("mv", common, "1"));
		waits(this.bob.run("edit", contested, "Bob's " + contested));
		add(this.alice, "sent");
		sent(this.alice.run("edit", common, "Alice's " + common));
		this.expected.remove(common);
		this.expected.add("Alice's " + common);
		// His change to it will be refused.
		page.remove(contested);
		this.expected.remove(contested);
		await().atMost(PATIENCE).until(() -> !this.alice.run("ls").out().contains(contested));
		addOnPage(page, watch);
		add(this.bob, "waiting");
	}

	private void bobIsBack(TodoPage page, Run watch) {
		this.relay.mend();
		Run sync = this.bob.run("sync");
		assertThat(sync.err()).contains("Refused, and taken back", "This todo is not there any more");
		assertThat(sync.status()).isEqualTo(1);
		assertThat(this.bob.run("sync").status()).isZero();
		addOnPage(page, watch);
	}

	private List<List<String>> bothHaveTheSame() {
		Run alices = this.alice.start("ls");
		Run bobs = this.bob.start("ls");
		assertThat(bobs.awaitEnd().columns(1, 4)).isEqualTo(alices.awaitEnd().columns(1, 4));
		return alices.columns(1, 4);
	}

	private String add(TodoProcess program, String state) {
		String text = newText();
		Run run = program.run("add", text);
		assertThat(run.status()).as(run.err()).isZero();
		assertThat(run.columns(2, 4)).containsExactly(List.of(state, text));
		return text;
	}

	/** Killed as soon as it says that it has kept it. */
	private void killed(String text) {
		Run run = this.bob.start("add", text);
		await().atMost(PATIENCE).until(() -> run.out().endsWith(text + "\n"));
		run.kill();
	}

	/** Visible to others before they count on it. */
	private void addOnPage(TodoPage page, Run watch) {
		String text = newText();
		page.add(text);
		await().atMost(PATIENCE).until(() -> watch.out().contains(text));
	}

	private String anyText() {
		return List.copyOf(this.expected).get(this.random.nextInt(this.expected.size()));
	}

	private String newText() {
		String text = "Todo " + (char) ('A' + this.random.nextInt(26)) + (100 + this.expected.size())
				+ this.random.nextInt(1_000_000);
		this.expected.add(text);
		return text;
	}

	private static void sent(Run run) {
		assertThat(run.status()).as(run.err()).isZero();
		assertThat(run.columns(2)).containsExactly(List.of("sent"));
	}

	private static void waits(Run run) {
		assertThat(run.status()).as(run.err()).isZero();
		assertThat(run.columns(2)).containsExactly(List.of("waiting"));
	}

	/** State and text of each todo on the page. */
	private static List<List<String>> shown(TodoPage page) {
		List<List<String>> rows = new ArrayList<>();
		for (Locator item : page.page().locator("#todos li").all()) {
			boolean completed = item.getByRole(AriaRole.CHECKBOX).isChecked();
			rows.add(List.of(completed ? "done" : "open", Objects.toString(item.locator(".text").textContent(), "")));
		}
		return rows;
	}

	/** State and text of each todo that a watch has written last. */
	private static List<List<String>> lastOf(Run watch) {
		String[] lists = watch.out().split("\n\n");
		return lists[lists.length - 1].lines()
			.map((line) -> line.split("\t", -1))
			// The last one may be on its way.
			.filter((columns) -> columns.length > 4)
			.map((columns) -> List.of(columns[1], columns[4]))
			.toList();
	}

}
