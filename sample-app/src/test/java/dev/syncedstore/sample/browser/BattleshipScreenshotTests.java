package dev.syncedstore.sample.browser;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.battleship.Fleets;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The game as people have it before them, in the light and in the dark, on a desk and in
 * the hand: written to {@code target/screenshots}, for eyes.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class BattleshipScreenshotTests {

	private final Chromium chromium;

	private final int port;

	BattleshipScreenshotTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@ParameterizedTest
	@CsvSource({ "desktop, 1440, 900, LIGHT", "desktop, 1440, 900, DARK", "phone, 360, 740, LIGHT",
			"phone, 360, 740, DARK" })
	void game(String device, int width, int height, ColorScheme scheme) {
		String name = device + "-" + scheme.name().toLowerCase(Locale.ROOT);
		boolean phone = device.equals("phone");
		NewContextOptions options = new NewContextOptions().setViewportSize(width, height)
			.setDeviceScaleFactor(phone ? 2 : 1)
			.setHasTouch(phone)
			.setColorScheme(scheme);
		String address = "http://localhost:" + this.port + "/battleship?game=" + name;
		BattleshipPage alice = BattleshipPage.open(this.chromium, options, address, "alice");
		alice.screenshot("new-" + name);
		alice.join();
		fits(alice);
		alice.screenshot("placing-" + name);
		BattleshipPage bob = BattleshipPage.open(this.chromium, new NewContextOptions(), address, "bob").join();
		bob.place(name, 1, Fleets.BOB);
		alice.place(name, 1, Fleets.ALICE);
		BattleshipPage.first(alice, bob);
		if (bob.isTheirTurn()) {
			bob.target("H7").click();
		}
		List<String> alices = List.of("B2", "G10", "F10", "F6", "H6", "G4");
		List<String> bobs = List.of("A3", "B2", "G4", "E1", "E2", "C7");
		for (int i = 0; i < alices.size(); i++) {
			alice.answer(alices.get(i));
			bob.answer(bobs.get(i));
		}
		assertThat(alice.title()).hasText("Your turn");
		fits(alice);
		alice.screenshot("turn-" + name);
		BattleshipPage carol = BattleshipPage.open(this.chromium, options, address, "carol");
		assertThat(carol.title()).hasText("alice’s turn");
		fits(carol);
		carol.screenshot("watching-" + name);
		alice.page().getByLabel("Work offline").check();
		alice.answer("G6");
		assertThat(alice.target("G6")).hasAttribute("data-shot", "flight");
		alice.screenshot("in-flight-" + name);
		alice.page().getByLabel("Work offline").uncheck();
		Iterator<String> beside = List.of("J1", "J2", "J3", "J4", "J5", "J6", "J7", "J8", "J9", "J10", "I1", "I2")
			.iterator();
		for (String cell : Fleets.cells(Fleets.BOB)) {
			if (!alices.contains(cell) && !cell.equals("G6")) {
				bob.answer(beside.next());
				alice.answer(cell);
			}
		}
		assertThat(alice.title()).hasText("You have won");
		fits(alice);
		alice.screenshot("won-" + name);
		assertThat(alice.page().evaluate("document.querySelector('#theirs .cell').getBoundingClientRect().width >= 28"))
			.isEqualTo(true);
	}

	private static void fits(BattleshipPage page) {
		assertThat(page.page().evaluate("document.documentElement.scrollWidth - innerWidth")).isEqualTo(0);
	}

}
