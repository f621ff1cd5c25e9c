package dev.syncedstore.sample.browser;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The browser of the machine, driven by Playwright, which would otherwise download its
 * own. Tests get it from {@link ChromiumExtension}.
 */
final class Chromium implements AutoCloseable {

	private static final double PATIENCE = 30_000;

	/** A transaction comes behind those that were begun before it. */
	private static final String STORED = """
			async () => {
				for (const { name } of await indexedDB.databases()) {
					const database = await new Promise((resolve, reject) => {
						const opening = indexedDB.open(name);
						opening.onsuccess = () => resolve(opening.result);
						opening.onerror = () => reject(opening.error);
					});
					const stores = [...database.objectStoreNames];
					for (let round = 0; round < 3 && stores.length > 0; round++) {
						await new Promise((resolve) => {
							const reading = database.transaction(stores, 'readonly');
							reading.oncomplete = resolve;
							reading.onabort = resolve;
							reading.objectStore(stores[0]).count();
						});
						await new Promise((resolve) => setTimeout(resolve, 10));
					}
					database.close();
				}
			}""";

	private static final List<String> ARGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	private final Playwright playwright;

	private final Browser browser;

	private final List<BrowserContext> contexts = new ArrayList<>();

	private final List<String> errors = new ArrayList<>();

	private Chromium(Playwright playwright, Browser browser) {
		this.playwright = playwright;
		this.browser = browser;
	}

	/**
	 * Start the browser. Where there is none, the tests are skipped, unless the
	 * environment says that they must run.
	 */
	static Chromium start() {
		Path executable = executable().orElseGet(() -> {
			String missing = "NO BROWSER TESTS: there is no chromium on the PATH (Debian: apt-get install chromium)";
			if (Boolean.parseBoolean(System.getenv("SYNCED_STORE_REQUIRE_BROWSER"))) {
				throw new IllegalStateException(missing);
			}
			System.out.println("******** " + missing + " ********");
			return Assumptions.abort(missing);
		});
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		return new Chromium(playwright, playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGS)));
	}

	/** A browser profile of its own, which ends with the test. */
	BrowserContext newContext() {
		return newContext(new Browser.NewContextOptions());
	}

	/** A browser profile of its own, which ends with the test. */
	BrowserContext newContext(Browser.NewContextOptions options) {
		BrowserContext context = this.browser.newContext(options);
		context.onWebError((error) -> this.errors.add(error.error()));
		context.onConsoleMessage(this::said);
		this.contexts.add(context);
		return context;
	}

	/**
	 * A browser profile of its own in which a user is signed in already, by what the form
	 * sends. The form itself has tests of its own, and so has what the pages keep for
	 * when the server is away: here they do that only where the options say so.
	 */
	BrowserContext newContext(Browser.NewContextOptions options, String server, String user) {
		if (options.serviceWorkers == null) {
			options.setServiceWorkers(ServiceWorkerPolicy.BLOCK);
		}
		BrowserContext context = newContext(options);
		String login = URI.create(server).resolve("/login").toString();
		context.request().get(login);
		String token = context.cookies(login)
			.stream()
			.filter((cookie) -> cookie.name.equals("XSRF-TOKEN"))
			.findFirst()
			.orElseThrow().value;
		RequestOptions form = RequestOptions.create()
			.setHeader("X-XSRF-TOKEN", token)
			.setForm(FormData.create().set("username", user).set("password", user))
			.setMaxRedirects(0);
		assertThat(context.request().post(login, form).headers().get("location")).endsWith("/");
		// The token is another one now.
		context.request().get(login);
		return context;
	}

	/**
	 * Close what the test has opened.
	 * @return what its pages had to complain of
	 */
	List<String> endTest() {
		this.contexts.forEach(BrowserContext::close);
		this.contexts.clear();
		List<String> said = List.copyOf(this.errors);
		this.errors.clear();
		return said;
	}

	private void said(ConsoleMessage message) {
		if (message.type().equals("error")) {
			this.errors.add(message.text() + " " + message.location());
		}
	}

	@Override
	public void close() {
		this.playwright.close();
	}

	/**
	 * Load a page again, once what it has done is stored: what was typed in the very
	 * moment before goes with the page, as it would with a process.
	 */
	static void reload(Page page) {
		page.evaluate(STORED);
		page.reload();
	}

	/** Close a page, once what it has done is stored. */
	static void close(Page page) {
		page.evaluate(STORED);
		page.close();
	}

	private static Optional<Path> executable() {
		List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
		return Stream.of("chromium", "chromium-browser", "google-chrome")
			.flatMap((name) -> folders.stream().map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
