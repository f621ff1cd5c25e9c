package dev.syncedstore.sample.browser;

import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.browser.Pictures.Hood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Signing in, and a list from its beginning to where two have merged what they did, as
 * people have it before them.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class ScreenshotTests {

	private final Chromium chromium;

	private final String address;

	ScreenshotTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.address = "http://localhost:" + port + "/lists/saturday";
	}

	@Test
	void todos() {
		TodoPage bob = TodoPage.open(this.chromium, new NewContextOptions(), this.address, "bob");
		TodoPage alice = TodoPage.open(this.chromium, Pictures.options(), this.address);
		Pictures.take(alice.page(), "sign-in", Hood.CLOSED);
		alice.signIn("alice", "alice").waitUntilLive();
		assertThat(alice.page().getByText("Nothing to do.")).isVisible();
		Pictures.take(alice.page(), "todos-empty", Hood.CLOSED);
		Stream.of("Buy milk", "Buy eggs", "Call grandmother about Sunday",
				"Write the report for the meeting on Thursday, with a page that a stranger understands",
				"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "Water the plants")
			.forEach(alice::add);
		assertThat(bob.texts()).hasCount(6);
		alice.checkbox("Water the plants").check();
		alice.note().fill("Bob’s birthday is on the 14th");
		alice.note().blur();
		alice.waitUntilLive();
		assertThat(alice.page().locator("#todos .pending")).hasCount(0);
		Pictures.take(alice.page(), "todos", Hood.CLOSED);
		alice.page().locator("label.switch").click();
		alice.edit("Buy milk", "Buy oat milk");
		alice.checkbox("Buy eggs").check();
		alice.add("Find the bicycle pump");
		assertThat(alice.status()).hasText("Offline, 3 waiting");
		assertThat(alice.hood()).containsText("That makes a difference here:");
		Pictures.take(alice.page(), "todos-offline", Hood.OPEN);
		bob.remove("Buy milk");
		bob.checkbox("Call grandmother about Sunday").check();
		assertThat(bob.texts()).hasCount(5);
		alice.page().locator("label.switch").click();
		assertThat(alice.refused()).hasCount(1);
		alice.waitUntilLive();
		assertThat(alice.hood().locator(".hood-steps > li")).hasCount(4);
		Pictures.take(alice.page(), "todos-merged", Hood.OPEN);
	}

}
