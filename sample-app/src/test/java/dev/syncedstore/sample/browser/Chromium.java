package dev.syncedstore.sample.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser of the machine, driven by Playwright, which would otherwise download its
 * own.
 */
final class Chromium implements AutoCloseable {

	private static final List<String> ARGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	private final Playwright playwright;

	private final Browser browser;

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
		Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		return new Chromium(playwright, playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGS)));
	}

	Browser browser() {
		return this.browser;
	}

	@Override
	public void close() {
		this.playwright.close();
	}

	private static Optional<Path> executable() {
		List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
		return Stream.of("chromium", "chromium-browser", "google-chrome")
			.flatMap((name) -> folders.stream().map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
