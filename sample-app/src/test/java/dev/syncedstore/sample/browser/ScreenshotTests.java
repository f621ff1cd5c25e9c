package dev.syncedstore.sample.browser;

import java.util.Locale;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each page as people have it before them, in the light and in the dark, on a desk and in
 * the hand: written to {@code target/screenshots}, for eyes.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class ScreenshotTests {

	private final Chromium chromium;

	private final int port;

	ScreenshotTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@ParameterizedTest
	@CsvSource({ "desktop, 1440, 900, LIGHT", "desktop, 1440, 900, DARK", "phone, 390, 844, LIGHT",
			"phone, 390, 844, DARK" })
	void todos(String device, int width, int height, ColorScheme scheme) {
		String name = device + "-" + scheme.name().toLowerCase(Locale.ROOT);
		boolean phone = device.equals("phone");
		NewContextOptions options = new NewContextOptions().setViewportSize(width, height)
			.setDeviceScaleFactor(phone ? 2 : 1)
			.setHasTouch(phone)
			.setColorScheme(scheme);
		String address = "http://localhost:" + this.port + "/lists/saturday-" + name;
		TodoPage bob = TodoPage.open(this.chromium, new NewContextOptions(), address)
			.signIn("bob", "bob")
			.waitUntilLive();
		TodoPage alice = TodoPage.open(this.chromium, options, address);
		alice.screenshot("sign-in-" + name);
		alice.signIn("alice", "alice").waitUntilLive();
		assertThat(alice.page().getByText("Nothing to do.")).isVisible();
		alice.screenshot("todos-empty-" + name);
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
		fits(alice);
		alice.screenshot("todos-" + name);
		alice.page().locator("label.switch").click();
		alice.edit("Buy milk", "Buy oat milk");
		alice.checkbox("Buy eggs").check();
		alice.add("Find the bicycle pump");
		assertThat(alice.status()).hasText("Offline, 3 waiting");
		open(alice);
		assertThat(alice.hood()).containsText("That makes a difference here:");
		fits(alice);
		alice.screenshot("todos-offline-" + name);
		bob.remove("Buy milk");
		bob.checkbox("Call grandmother about Sunday").check();
		assertThat(bob.texts()).hasCount(5);
		alice.page().locator("label.switch").click();
		assertThat(alice.refused()).hasCount(1);
		alice.waitUntilLive();
		assertThat(alice.hood().locator(".hood-steps > li")).hasCount(4);
		alice.screenshot("todos-merged-" + name);
		fits(alice);
	}

	/** Nothing sticks out at the side. */
	private static void fits(TodoPage page) {
		assertThat(page.page().evaluate("document.documentElement.scrollWidth - innerWidth")).isEqualTo(0);
	}

	private static void open(TodoPage page) {
		if (!page.hood().locator(".hood-body").isVisible()) {
			page.hood().getByRole(AriaRole.BUTTON).first().click();
		}
	}

}
