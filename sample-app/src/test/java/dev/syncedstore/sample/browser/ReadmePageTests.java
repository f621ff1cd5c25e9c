package dev.syncedstore.sample.browser;

import java.io.IOException;
import java.nio.file.Path;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.syncedstore.sample.docs.ReadmeApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The page of the README's first application, in two windows as it says.
 */
@ExtendWith(ChromiumExtension.class)
class ReadmePageTests {

	@Test
	void twoWindowsShowWhatEitherTypes(Chromium chromium, @TempDir Path folder) throws IOException {
		try (ReadmeApplication application = new ReadmeApplication(folder)) {
			String address = "http://localhost:" + application.startServer() + "/?user=";
			BrowserContext browser = chromium.newContext();
			Page alice = browser.newPage();
			alice.navigate(address + "alice");
			Page bob = browser.newPage();
			bob.navigate(address + "bob");
			type(alice, "Buy milk");
			type(bob, "Buy eggs");
			String[] both = { "Buy milk", "Buy eggs" };
			assertThat(alice.locator("li")).hasText(both);
			assertThat(bob.locator("li")).hasText(both);
			alice.reload();
			assertThat(alice.locator("li")).hasText(both);
		}
	}

	private static void type(Page page, String text) {
		page.getByPlaceholder("What to buy?").fill(text);
		page.keyboard().press("Enter");
		assertThat(page.getByText(text)).isVisible();
	}

}
