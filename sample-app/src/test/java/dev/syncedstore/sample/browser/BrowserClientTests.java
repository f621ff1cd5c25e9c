package dev.syncedstore.sample.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.syncedstore.sample.browser.ClientPages.add;
import static dev.syncedstore.sample.browser.ClientPages.status;
import static dev.syncedstore.sample.browser.ClientPages.todos;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The browser client in a real browser against the real server: several tabs of one user,
 * and what is stored from one page to the next.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class BrowserClientTests {

	/** As if the server were away, for as long as a page says so. */
	private static final String NO_WEB_SOCKETS = """
			if (location.protocol === 'http:' && localStorage.getItem('away')) {
			  globalThis.WebSocket = class {
			    constructor() {
			      setTimeout(() => this.onclose({ code: 1006 }), 10);
			    }
			    close() {}
			  };
			}""";

	private final ClientPages pages;

	BrowserClientTests(Chromium chromium, @LocalServerPort int port) {
		this.pages = new ClientPages(chromium, port);
	}

	@Test
	void tabsOfOneUserShareWhatTheyDoAndOneOfThemTalksWithTheServer() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page first = this.pages.tab(alice, "tabs");
		Page second = this.pages.tab(alice, "tabs");
		assertThat(status(first)).hasText("connected, 0 pending");
		assertThat(status(second)).hasText("connected, 0 pending");
		add(first, "a", "Buy milk");
		assertThat(todos(second)).hasText(new String[] { "Buy milk" });
		add(second, "b", "Buy eggs");
		assertThat(todos(first)).hasText(new String[] { "Buy milk", "Buy eggs" });
		assertThat(first.evaluate("store.clientId")).isEqualTo(second.evaluate("store.clientId"));
		assertThat(second.evaluate("navigator.locks.query().then(({ held }) => held.length)")).isEqualTo(1);
		Page bob = this.pages.tab(this.pages.signedIn("bob"), "tabs");
		assertThat(todos(bob)).hasText(new String[] { "Buy milk", "Buy eggs" });
	}

	@Test
	void whenTheLeadingTabIsClosedAnotherOneGoesOn() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page first = this.pages.tab(alice, "leaders");
		assertThat(status(first)).hasText("connected, 0 pending");
		Page second = this.pages.tab(alice, "leaders");
		Page third = this.pages.tab(alice, "leaders");
		add(first, "a", "Buy milk");
		assertThat(todos(third)).hasText(new String[] { "Buy milk" });
		first.close();
		add(second, "b", "Buy eggs");
		add(third, "c", "Buy bread");
		Page bob = this.pages.tab(this.pages.signedIn("bob"), "leaders");
		assertThat(todos(bob)).hasText(new String[] { "Buy milk", "Buy eggs", "Buy bread" });
		add(bob, "d", "Buy tea");
		assertThat(todos(second)).hasCount(4);
		assertThat(todos(third)).hasCount(4);
		assertThat(status(third)).hasText("connected, 0 pending");
	}

	@Test
	@Expect(Noise.SERVER_AWAY)
	void offlineEverythingGoesOnInAllTabsAndIsSentLater() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page first = this.pages.tab(alice, "offline");
		Page second = this.pages.tab(alice, "offline");
		Page bob = this.pages.tab(this.pages.signedIn("bob"), "offline");
		assertThat(status(first)).hasText("connected, 0 pending");
		assertThat(status(second)).hasText("connected, 0 pending");
		alice.setOffline(true);
		add(first, "a", "Buy milk");
		add(second, "b", "Buy eggs");
		assertThat(todos(first)).hasCount(2);
		assertThat(todos(second)).hasCount(2);
		assertThat(status(second)).containsText("2 pending");
		add(bob, "c", "Buy bread");
		alice.setOffline(false);
		assertThat(todos(first)).hasCount(3);
		assertThat(todos(bob)).hasCount(3);
		assertThat(status(second)).hasText("connected, 0 pending");
	}

	@Test
	@Expect(Noise.SERVER_AWAY)
	void aReloadLosesNothingEvenWhileTheServerIsAway() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page page = this.pages.tab(alice, "reload");
		add(page, "a", "Buy milk");
		assertThat(status(page)).hasText("connected, 0 pending");
		alice.route("**/synced-store/todo/**", Route::abort);
		alice.addInitScript(NO_WEB_SOCKETS);
		page.evaluate("localStorage.setItem('away', 'yes')");
		add(page, "b", "Buy eggs");
		page.reload();
		assertThat(todos(page)).hasText(new String[] { "Buy milk", "Buy eggs" });
		assertThat(status(page)).containsText("1 pending");
		add(page, "c", "Buy bread");
		page.reload();
		assertThat(todos(page)).hasCount(3);
		alice.unrouteAll();
		page.evaluate("localStorage.removeItem('away')");
		Page other = this.pages.tab(alice, "reload");
		assertThat(status(other)).hasText("connected, 0 pending");
		Page bob = this.pages.tab(this.pages.signedIn("bob"), "reload");
		assertThat(todos(bob)).hasText(new String[] { "Buy milk", "Buy eggs", "Buy bread" });
	}

	@Test
	void aRejectionIsToldWithItsReasonAndTakenBackInAllTabs() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page first = this.pages.tab(alice, "rejected");
		Page second = this.pages.tab(alice, "rejected");
		assertThat(status(first)).hasText("connected, 0 pending");
		Object code = second.evaluate("""
				async () => {
				  const { id, confirmed } = await store.mutate.addTodo({ id: 'x', text: ' ', completed: false });
				  return confirmed.then(() => 'confirmed', ({ code }) => code);
				}""");
		assertThat(code).isEqualTo("invalid_args");
		first.waitForCondition(() -> Integer.valueOf(1).equals(first.evaluate("seen.rejected.length")));
		assertThat(todos(first)).hasCount(0);
		assertThat(todos(second)).hasCount(0);
	}

	@Test
	@Expect(Noise.SERVER_OLDER)
	void aTabOfANewerVersionTakesOverAndTheOlderIsToldToUpdate() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page older = this.pages.tab(alice, "schemas");
		add(older, "a", "Buy milk");
		assertThat(status(older)).hasText("connected, 0 pending");
		Page newer = this.pages.tab(alice, "schemas", "&schema=2");
		assertThat(todos(newer)).hasText(new String[] { "Buy milk" });
		older.waitForCondition(() -> Integer.valueOf(1).equals(older.evaluate("seen.updateNeeded.length")));
		assertThat(older.evaluate("store.mutate.removeTodo({ id: 'a' }).catch(({ name }) => name)"))
			.isEqualTo("UpdateNeededError");
		Page another = this.pages.tab(alice, "schemas");
		another.waitForCondition(() -> Integer.valueOf(1).equals(another.evaluate("seen.updateNeeded.length")));
	}

	@Test
	void signingOutWithErasingLeavesNothingForTheNextUser() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page first = this.pages.tab(alice, "secret");
		Page second = this.pages.tab(alice, "secret");
		first.evaluate("store.mutate.setNote({ text: 'A secret' }).then(({ confirmed }) => confirmed)");
		first.evaluate("store.logout({ erase: true })");
		second.waitForCondition(() -> Integer.valueOf(1).equals(second.evaluate("seen.closed.length")));
		assertThat(second.evaluate("indexedDB.databases().then((all) => all.length)")).isEqualTo(0);
		// Another process may hear of it a moment later.
		second.waitForCondition(() -> Boolean.TRUE
			.equals(second.evaluate("Object.keys(localStorage).every((key) => !key.startsWith('synced-store'))")));
		second.close();
		alice.clearCookies();
		this.pages.signIn(first, "bob");
		Page bob = this.pages.tab(alice, "secret");
		assertThat(status(bob)).hasText("connected, 0 pending");
		assertThat(bob.evaluate("store.userId")).isEqualTo("bob");
		assertThat(bob.evaluate("store.snapshot().entries.size")).isEqualTo(0);
	}

	@Test
	void whereNothingCanBeStoredItGoesOnInMemoryAndSaysSo() {
		BrowserContext alice = this.pages.signedIn("alice");
		alice.addInitScript("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })");
		Page page = this.pages.tab(alice, "memory");
		add(page, "a", "Buy milk");
		assertThat(status(page)).hasText("connected, 0 pending");
		assertThat(page.evaluate("seen.storageLost.length")).isEqualTo(1);
		assertThat(page.evaluate("store.isDurable")).isEqualTo(false);
	}

}
