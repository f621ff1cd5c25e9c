package dev.syncedstore.sample.browser;

import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.syncedstore.sample.browser.ClientPages.add;
import static dev.syncedstore.sample.browser.ClientPages.status;
import static dev.syncedstore.sample.browser.ClientPages.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody signs out, and somebody else sits down at the same browser, in which tabs of
 * the first are still open.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class SharedComputerTests {

	/** All that scripts of the origin can find in the browser. */
	private static final String EVERYTHING = """
			async () => {
			  const done = (request) => new Promise((resolve, reject) => {
			    request.onsuccess = () => resolve(request.result);
			    request.onerror = () => reject(request.error);
			  });
			  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
			  for (const { name } of await indexedDB.databases()) {
			    const database = await done(indexedDB.open(name));
			    for (const table of database.objectStoreNames) {
			      const entries = database.transaction(table).objectStore(table);
			      found.push(name, JSON.stringify(await done(entries.getAllKeys())));
			      found.push(JSON.stringify(await done(database.transaction(table).objectStore(table).getAll())));
			    }
			    database.close();
			  }
			  found.push(JSON.stringify(await navigator.locks.query()));
			  return found.join('\\n');
			}""";

	/** The sample keeps its own files there, with the names of its demo users in them. */
	private static final String CACHED = """
			async () => {
			  const found = [];
			  for (const name of await caches.keys()) {
			    const cache = await caches.open(name);
			    for (const request of await cache.keys()) {
			      found.push(name, request.url, await (await cache.match(request)).text());
			    }
			  }
			  return found.join('\\n');
			}""";

	private static final String LISTEN = """
			(names) => {
			  globalThis.heard = [];
			  globalThis.channels = names.map((name) => {
			    const channel = new BroadcastChannel(name);
			    channel.onmessage = ({ data }) => heard.push(data);
			    return channel;
			  });
			}""";

	private static final String TRY_TO_ADD = """
			(id) => store.mutate.addTodo({ id, text: 'Late', completed: false }).then(() => 'added', ({ name }) => name)""";

	private static final String PRIVATE = "A private secret";

	private static final String UNSENT = "An unsent secret";

	private final ClientPages pages;

	SharedComputerTests(Chromium chromium, @LocalServerPort int port) {
		this.pages = new ClientPages(chromium, port);
	}

	@Test
	void whoSignsOutLeavesNothingInTheBrowserAndInNoTab() {
		BrowserContext browser = this.pages.signedInByForm("alice");
		Page first = this.pages.connectedTab(browser, "shared");
		Page second = this.pages.connectedTab(browser, "shared");
		Page elsewhere = this.pages.connectedTab(browser, "shared-too");
		first.evaluate("(text) => store.mutate.setNote({ text }).then(({ confirmed }) => confirmed)", PRIVATE);
		elsewhere.evaluate("store.goOffline()");
		add(elsewhere, "unsent", UNSENT);
		assertThat(everything(second)).contains(PRIVATE, UNSENT, "alice");
		List<?> names = (List<?>) second.evaluate(
				"indexedDB.databases().then((all) => all.flatMap(({ name }) => [name, name.replace(/todo.*/, '')]))");
		assertThat(names).hasSizeGreaterThanOrEqualTo(4);

		first.evaluate("store.logout({ erase: true })");
		for (Page tab : List.of(first, second, elsewhere)) {
			waitUntil(tab, "seen.closed.length === 1");
			assertThat(tab.evaluate("store.snapshot().entries.size + store.pending.length")).isEqualTo(0);
			assertThat(tab.evaluate(TRY_TO_ADD, "late")).isEqualTo("StoreClosedError");
			assertThat(tab.evaluate("seen.storageLost")).isEqualTo(List.of());
		}
		browser.clearCookies();

		Page bob = browser.newPage();
		this.pages.signIn(bob, "bob");
		bob.evaluate(LISTEN, names);
		Page bobs = this.pages.connectedTab(browser, "shared");
		assertThat(bobs.evaluate("store.userId")).isEqualTo("bob");
		assertThat(bobs.evaluate("store.snapshot().entries.size")).isEqualTo(0);
		add(bobs, "bobs", "Bob's own");
		assertThat(status(bobs)).hasText("connected, 0 pending");
		second.evaluate(TRY_TO_ADD, "later");
		elsewhere.evaluate("store.goOnline()");
		assertThat(everything(bobs)).contains("Bob's own").doesNotContain(PRIVATE, UNSENT, "alice");
		assertThat((String) bobs.evaluate(CACHED)).doesNotContain(PRIVATE, UNSENT);
		assertThat(bob.evaluate("heard")).isEqualTo(List.of());
	}

	private static String everything(Page page) {
		return (String) page.evaluate(EVERYTHING);
	}

}
