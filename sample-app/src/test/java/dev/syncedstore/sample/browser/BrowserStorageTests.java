package dev.syncedstore.sample.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.syncedstore.sample.browser.ClientPages.add;
import static dev.syncedstore.sample.browser.ClientPages.devTools;
import static dev.syncedstore.sample.browser.ClientPages.status;
import static dev.syncedstore.sample.browser.ClientPages.todos;
import static dev.syncedstore.sample.browser.ClientPages.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the browser client stores, and what it does where the browser takes that away.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class BrowserStorageTests {

	private static final String COUNT_REQUESTS_TO_PERSIST = """
			globalThis.persistence = 0;
			if (globalThis.StorageManager) {
			  StorageManager.prototype.persist = () => {
			    persistence++;
			    return Promise.resolve(false);
			  };
			}""";

	/**
	 * The browser asks for the quota only now and then, so it can't be made to refuse.
	 */
	private static final String FULL_DISK = """
			() => {
			  IDBObjectStore.prototype.put = () => {
			    throw new DOMException('The disk is full', 'QuotaExceededError');
			  };
			}""";

	private final ClientPages pages;

	BrowserStorageTests(Chromium chromium, @LocalServerPort int port) {
		this.pages = new ClientPages(chromium, port);
	}

	@Test
	void theBrowserIsAskedToKeepWhatIsStored() {
		BrowserContext alice = this.pages.signedIn("alice");
		alice.addInitScript(COUNT_REQUESTS_TO_PERSIST);
		Page page = this.pages.connectedTab(alice, "persistent");
		assertThat(page.evaluate("persistence")).isEqualTo(1);
		assertThat(page.evaluate("store.isDurable")).isEqualTo(true);
	}

	@Test
	void whenTheDiskIsFullAllTabsGoOnInMemoryAndSaySo() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page first = this.pages.connectedTab(alice, "full");
		Page second = this.pages.connectedTab(alice, "full");
		add(first, "a", "Buy milk");
		first.evaluate(FULL_DISK);
		add(first, "b", "Buy eggs");
		waitUntil(first, "seen.storageLost.length === 1");
		waitUntil(second, "seen.storageLost.length === 1");
		add(second, "c", "Buy bread");
		Page bob = this.pages.tab(this.pages.signedIn("bob"), "full");
		assertThat(todos(bob)).hasCount(3);
		assertThat(todos(first)).hasCount(3);
		assertThat(todos(second)).hasCount(3);
		assertThat(status(first)).hasText("connected, 0 pending");
		assertThat(first.evaluate("store.isDurable")).isEqualTo(false);
		Page third = this.pages.connectedTab(alice, "full");
		assertThat(todos(third)).hasCount(3);
		assertThat(third.evaluate("seen.storageLost.length")).isEqualTo(1);
	}

	@Test
	void whenTheBrowserDeletesTheDatabaseWhatThePageHasStaysAndIsSent() {
		BrowserContext alice = this.pages.signedIn("alice");
		Page page = this.pages.connectedTab(alice, "cleared");
		add(page, "a", "Buy milk");
		assertThat(status(page)).hasText("connected, 0 pending");
		page.evaluate("store.goOffline()");
		add(page, "b", "Buy eggs");
		JsonObject data = new JsonObject();
		data.addProperty("origin", this.pages.address(""));
		data.addProperty("storageTypes", "indexeddb");
		devTools(page).send("Storage.clearDataForOrigin", data);
		waitUntil(page, "seen.storageLost.length === 1");
		add(page, "c", "Buy bread");
		assertThat(todos(page)).hasCount(3);
		page.evaluate("store.goOnline()");
		assertThat(status(page)).hasText("connected, 0 pending");
		page.reload();
		assertThat(todos(page)).hasText(new String[] { "Buy milk", "Buy eggs", "Buy bread" });
		assertThat(page.evaluate("store.isDurable")).isEqualTo(true);
	}

}
