package dev.syncedstore.sample.browser;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.syncedstore.sample.browser.ClientPages.add;
import static dev.syncedstore.sample.browser.ClientPages.devTools;
import static dev.syncedstore.sample.browser.ClientPages.status;
import static dev.syncedstore.sample.browser.ClientPages.todos;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What browsers do to tabs: freeze them, keep them busy, duplicate them.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class BrowserTabsTests {

	private static final int MANY = 20;

	/** As if a script of the page's own took very long. */
	private static final String STUCK = """
			() => void setTimeout(() => {
			  for (const end = Date.now() + 10_000; Date.now() < end;);
			})""";

	private static final String ADD_MANY = """
			async ([name, count]) => {
			  const ids = [];
			  for (let i = 0; i < count; i++) {
			    ids.push((await store.mutate.addTodo({ id: name + i, text: name + i, completed: false })).id);
			  }
			  return ids;
			}""";

	private final ClientPages pages;

	BrowserTabsTests(Chromium chromium, @LocalServerPort int port) {
		this.pages = new ClientPages(chromium, port);
	}

	@Test
	void whenTheLeadingTabIsFrozenAnotherOneGoesOnAtOnce() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page leader = this.pages.connectedTab(alice, "frozen");
		Page other = this.pages.connectedTab(alice, "frozen");
		Page bob = this.pages.connectedTab(this.pages.signedIn("bob"), "frozen");
		setLifecycle(leader, "frozen");
		add(other, "a", "Buy milk");
		assertThat(todos(bob)).hasCount(1, within(3000));
		add(bob, "b", "Buy eggs");
		assertThat(todos(other)).hasCount(2);
		setLifecycle(leader, "active");
		assertThat(todos(leader)).hasText(new String[] { "Buy milk", "Buy eggs" });
		add(leader, "c", "Buy bread");
		assertThat(todos(bob)).hasCount(3);
		assertThat(status(leader)).hasText("connected, 0 pending");
		assertThat(status(other)).hasText("connected, 0 pending");
	}

	@Test
	@Expect(Noise.LEADER_REPLACED)
	void whenTheLeadingTabIsStuckWithoutAWordAnotherOneGoesOnWithinSeconds() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page leader = this.pages.connectedTab(alice, "stuck");
		Page other = this.pages.connectedTab(alice, "stuck");
		Page bob = this.pages.connectedTab(this.pages.signedIn("bob"), "stuck");
		leader.evaluate(STUCK);
		add(other, "a", "Buy milk");
		assertThat(todos(bob)).hasCount(1, within(8000));
		add(other, "b", "Buy eggs");
		assertThat(todos(leader)).hasCount(2);
		add(leader, "c", "Buy bread");
		assertThat(todos(bob)).hasCount(3);
		assertThat(status(leader)).hasText("connected, 0 pending");
		assertThat(leader.evaluate("navigator.locks.query().then(({ held }) => held.length)")).isEqualTo(1);
	}

	@Test
	void aDuplicatedTabIsOneMoreTabOfTheSameClient() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page first = this.pages.connectedTab(alice, "duplicated");
		first.evaluate("sessionStorage.setItem('copied', 'yes')");
		Page duplicate = first.waitForPopup(() -> first.evaluate("() => void open(location.href)"));
		assertThat(status(duplicate)).hasText("connected, 0 pending");
		assertThat(duplicate.evaluate("sessionStorage.getItem('copied')")).isEqualTo("yes");
		assertThat(duplicate.evaluate("store.clientId")).isEqualTo(first.evaluate("store.clientId"));
		first.evaluate("(args) => { globalThis.adding = (" + ADD_MANY + ")(args) }", List.of("f", MANY));
		Set<Object> ids = new HashSet<>((List<?>) duplicate.evaluate(ADD_MANY, List.of("d", MANY)));
		ids.addAll((List<?>) first.evaluate("adding"));
		assertThat(ids).hasSize(2 * MANY);
		Page bob = this.pages.tab(this.pages.signedIn("bob"), "duplicated");
		assertThat(todos(bob)).hasCount(2 * MANY);
		assertThat(status(first)).hasText("connected, 0 pending");
		assertThat(todos(first)).hasCount(2 * MANY);
		assertThat(todos(duplicate)).hasCount(2 * MANY);
	}

	private static HasCountOptions within(double milliseconds) {
		return new HasCountOptions().setTimeout(milliseconds);
	}

	private static void setLifecycle(Page page, String state) {
		JsonObject arguments = new JsonObject();
		arguments.addProperty("state", state);
		devTools(page).send("Page.setWebLifecycleState", arguments);
	}

}
