package dev.syncedstore.sample.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import dev.syncedstore.sample.Relay;
import dev.syncedstore.sample.SampleServer;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages while the server is away, and when it is back: they can be loaded, and
 * nothing that was done gets lost. Mostly it is the way to the server that is cut and
 * mended; one of them kills a server and starts a newer one.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
@Expect({ Noise.SERVER_AWAY, Noise.SIGNED_OUT })
class PagesWithoutServerTests {

	/** All that IndexedDB, localStorage and the caches have. */
	private static final String EVERYTHING_KEPT = """
			async () => {
			  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
			  for (const name of await caches.keys()) {
			    const cache = await caches.open(name);
			    for (const request of await cache.keys()) {
			      kept.push(await (await cache.match(request)).text());
			    }
			  }
			  for (const { name } of await indexedDB.databases()) {
			    const database = await new Promise((resolve) => {
			      indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
			    });
			    for (const store of database.objectStoreNames) {
			      kept.push(JSON.stringify(await new Promise((resolve) => {
			        database.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => resolve(target.result);
			      })));
			    }
			    database.close();
			  }
			  return kept.join();
			}""";

	private final Chromium chromium;

	private final Relay server;

	PagesWithoutServerTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.server = new Relay(URI.create("http://localhost:" + port));
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void pagesAreLoadedAgainWhileTheServerIsAwayAndWhatWasDoneMergesLater() {
		TodoPage alice = open("alice", "reload");
		alice.add("Buy milk");
		TodoPage bob = open("bob", "reload");
		assertThat(bob.texts()).hasText(new String[] { "Buy milk" });
		this.server.cut();
		alice.add("Buy eggs");
		Chromium.reload(alice.page());
		assertThat(alice.texts()).hasText(new String[] { "Buy milk", "Buy eggs" });
		assertThat(alice.status()).hasText("Offline, 1 waiting");
		alice.add("Buy bread");
		Chromium.reload(alice.page());
		assertThat(alice.texts()).hasCount(3);
		TodoPage other = alice.anotherTab(this.server.address() + "/lists/never-opened-before");
		other.add("Buy tea");
		assertThat(other.status()).hasText("Offline, 1 waiting");
		bob.add("Buy butter");
		Chromium.reload(bob.page());
		assertThat(bob.texts()).hasText(new String[] { "Buy milk", "Buy butter" });
		this.server.mend();
		alice.waitUntilLive();
		bob.waitUntilLive();
		other.waitUntilLive();
		assertThat(alice.texts()).hasCount(4);
		assertThat(bob.texts()).hasCount(4);
		assertThat(alice.texts()).hasText(bob.texts().allTextContents().toArray(String[]::new));
		TodoPage carol = open("carol", "never-opened-before");
		assertThat(carol.texts()).hasText(new String[] { "Buy tea" });
	}

	@Test
	void theLeadingTabMayBeClosedWhileTheServerIsAway() {
		TodoPage first = open("alice", "leader");
		TodoPage second = first.anotherTab().waitUntilLive();
		TodoPage third = first.anotherTab().waitUntilLive();
		this.server.cut();
		first.add("Buy milk");
		assertThat(third.texts()).hasText(new String[] { "Buy milk" });
		first.close();
		second.add("Buy eggs");
		// It is stored when other tabs show it.
		assertThat(third.texts()).hasText(new String[] { "Buy milk", "Buy eggs" });
		Chromium.reload(second.page());
		third.add("Buy bread");
		assertThat(second.texts()).hasText(new String[] { "Buy milk", "Buy eggs", "Buy bread" });
		this.server.mend();
		second.waitUntilLive();
		third.waitUntilLive();
		TodoPage bob = open("bob", "leader");
		assertThat(bob.texts()).hasText(new String[] { "Buy milk", "Buy eggs", "Buy bread" });
	}

	@Test
	void whoSignsOutWhileTheServerIsAwayIsSignedOutWhenItIsBackAndLeavesNothing() {
		TodoPage alice = open("alice", "shared");
		alice.note().fill("A secret of alice's");
		alice.note().blur();
		alice.add("Buy milk");
		alice.waitUntilLive();
		assertThat(alice.page().locator("#todos .pending")).hasCount(0);
		String address = alice.page().url();
		this.server.cut();
		alice.button("Sign out").click();
		alice.page().waitForURL("**/login");
		assertThat(alice.page().evaluate("indexedDB.databases().then((all) => all.length)")).isEqualTo(0);
		alice.page().navigate(address);
		alice.page().waitForURL("**/login");
		alice.signIn("bob", "bob");
		assertThat(alice.page().getByText("The server can’t be reached")).isVisible();
		this.server.mend();
		alice.page().navigate(address);
		alice.page().waitForURL((url) -> url.contains("/login"));
		assertThat(alice.page().getByLabel("Password")).isEnabled();
		assertThat(alice.page().evaluate("fetch('/lists.html').then(({ url }) => url)"))
			.isEqualTo(this.server.address() + "/lists.html");
		assertThat(alice.page()
			.evaluate(
					"fetch('/lists/shared', { headers: { Accept: 'text/html' } }).then(({ url }) => new URL(url).pathname)"))
			.isEqualTo("/login");
		alice.signIn("bob", "bob").waitUntilLive();
		assertThat(alice.page()).hasURL(address);
		assertThat(alice.page().locator("#user")).hasText("bob");
		assertThat(alice.note()).hasValue("");
		assertThat(alice.page().evaluate(EVERYTHING_KEPT).toString()).doesNotContain("secret of alice");
	}

	/** Who was signed in has to sign in again, since sessions were in its memory. */
	@Test
	void aServerIsKilledAndTheNextOneHasANewerVersionOfThePages(@TempDir Path folder) throws Exception {
		try (SampleServer killed = new SampleServer(folder)) {
			TodoPage alice = open("alice", killed.address(), "version");
			alice.add("Buy milk");
			assertThat(alice.page().locator("#todos .pending")).hasCount(0);
			killed.kill();
			alice.add("Buy eggs");
			assertThat(alice.status()).hasText("Offline, 1 waiting");
			killed.start(newerPages(folder));
			Chromium.reload(alice.page());
			alice.page().getByText("There is a newer version of this page.").waitFor();
			alice.button("Load it").click();
			assertThat(alice.page().getByPlaceholder("What is next?")).isVisible();
			assertThat(alice.page().evaluate("caches.keys().then((all) => all.length)")).isEqualTo(1);
			signInAgain(alice, "alice");
			alice.waitUntilLive();
			killed.kill();
			Chromium.reload(alice.page());
			assertThat(alice.page().getByPlaceholder("What is next?")).isVisible();
			assertThat(alice.texts()).hasText(new String[] { "Buy milk", "Buy eggs" });
		}
	}

	private static Path newerPages(Path folder) throws IOException {
		Path newer = Files.createDirectories(folder.resolve("newer"));
		try (InputStream page = PagesWithoutServerTests.class.getResourceAsStream("/static/lists.html")) {
			String changed = new String(page.readAllBytes(), StandardCharsets.UTF_8).replace("What is to be done?",
					"What is next?");
			Files.writeString(Files.createDirectories(newer.resolve("static")).resolve("lists.html"), changed);
		}
		return newer;
	}

	private TodoPage open(String user, String list) {
		return open(user, this.server.address(), list);
	}

	private TodoPage open(String user, URI address, String list) {
		NewContextOptions keeping = new NewContextOptions().setServiceWorkers(ServiceWorkerPolicy.ALLOW);
		return TodoPage.open(this.chromium, keeping, address + "/lists/" + list, user).waitUntilKept();
	}

	private static void signInAgain(TodoPage page, String user) {
		assertThat(page.status()).containsText("Signed out");
		Page other = page.page().waitForPopup(() -> page.page().getByText("Sign in again").click());
		other.locator("#demo").getByText(user).click();
		assertThat(other.locator("#status")).hasText("Live");
		other.close();
	}

}
