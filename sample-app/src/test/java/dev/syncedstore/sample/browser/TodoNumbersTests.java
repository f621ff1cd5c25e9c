package dev.syncedstore.sample.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The list in numbers: what the page asks the server for.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class TodoNumbersTests {

	private final Chromium chromium;

	private final int port;

	TodoNumbersTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@Test
	void theServerCountsAndOfflineThePageSaysThatItCant() {
		TodoPage alice = open("alice");
		TodoPage bob = open("bob");
		alice.add("Buy milk");
		alice.add("Buy eggs");
		alice.checkbox("Buy milk").check();
		alice.page().locator("#numbers summary").press("Enter");
		Locator said = alice.page().locator("#numbers [role=status]");
		assertThat(said).hasText("2 todos, 1 done, 3 changes on record");
		bob.add("Buy bread");
		assertThat(alice.texts()).hasCount(3);
		alice.button("Count again").click();
		assertThat(said).hasText("3 todos, 1 done, 4 changes on record");
		alice.screenshot("numbers");
		alice.offlineSwitch().check();
		assertThat(alice.status()).hasText("Offline");
		alice.add("Buy tea");
		alice.button("Count again").click();
		assertThat(said).hasText("The server counts them, once you are online again.");
		alice.screenshot("numbers-offline");
		alice.offlineSwitch().uncheck();
		assertThat(said).hasText("4 todos, 1 done, 5 changes on record");
	}

	private TodoPage open(String user) {
		return TodoPage.open(this.chromium, new NewContextOptions(), "http://localhost:" + this.port + "/lists/numbers",
				user);
	}

}
