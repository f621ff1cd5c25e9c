package dev.syncedstore.sample.browser;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.syncedstore.sample.HttpSpace;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.battleship.Fleets;
import dev.syncedstore.sample.browser.Pictures.Hood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The game as people have it before them, from its beginning to its end. All that is not
 * to be seen happens without a page.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class BattleshipScreenshotTests {

	private static final String GAME = "pictures";

	private static final List<String> ALICES_SHOTS = List.of("B2", "G10", "F10", "F6", "H6", "G4");

	private static final List<String> BOBS_SHOTS = List.of("A3", "B2", "G4", "E1", "E2", "C7");

	private final Chromium chromium;

	private final String address;

	private final HttpSpace bob;

	/** Another device of hers. */
	private final HttpSpace alicesPhone;

	BattleshipScreenshotTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.address = "http://localhost:" + port + "/battleship?game=" + GAME;
		this.bob = new HttpSpace(port, "bob", "battleship/" + GAME);
		this.alicesPhone = new HttpSpace(port, "alice", "battleship/" + GAME);
	}

	@Test
	void game() {
		BattleshipPage alice = open("alice");
		Pictures.take(alice.page(), "battleship-new", Hood.CLOSED);
		alice.join();
		Pictures.take(alice.page(), "battleship-placing", Hood.CLOSED);
		begin(alice);
		for (int i = 0; i < ALICES_SHOTS.size(); i++) {
			fire(this.alicesPhone, ALICES_SHOTS.get(i));
			fire(this.bob, BOBS_SHOTS.get(i));
		}
		assertThat(alice.detail()).hasText("bob fired at C7: miss.");
		assertThat(alice.title()).hasText("Your turn");
		Pictures.take(alice.page(), "battleship-turn", Hood.CLOSED);
		BattleshipPage carol = open("carol");
		assertThat(carol.title()).hasText("alice’s turn");
		Pictures.take(carol.page(), "battleship-watching", Hood.CLOSED);
		alice.page().getByLabel("Work offline").check();
		alice.answer("G6");
		assertThat(alice.target("G6")).hasAttribute("data-shot", "flight");
		Pictures.take(alice.page(), "battleship-in-flight", Hood.OPEN);
		alice.page().getByLabel("Work offline").uncheck();
		assertThat(alice.target("G6")).hasAttribute("data-shot", "hit");
		win();
		assertThat(alice.title()).hasText("You have won");
		Pictures.take(alice.page(), "battleship-won", Hood.CLOSED);
		alice.page().setViewportSize(360, 740);
		assertThat(alice.page().evaluate("document.querySelector('#theirs .cell').getBoundingClientRect().width >= 28"))
			.isEqualTo(true);
	}

	/** Whoever was drawn to begin, it is Alice's turn then. */
	private void begin(BattleshipPage alice) {
		String ships = JsonMapper.shared().writeValueAsString(Fleets.BOB.ships());
		assertThat(this.bob.mutate("join", "{}")).isEmpty();
		assertThat(this.bob.mutate("placeFleet", "{\"round\": 1, \"ships\": " + ships + "}")).isEmpty();
		alice.place(GAME, 1, Fleets.ALICE);
		assertThat(alice.page().locator("body")).hasAttribute("data-phase", "PLAYING");
		if (this.bob.value("game/state").contains("\"turn\":\"bob\"")) {
			fire(this.bob, "H7");
		}
	}

	private void win() {
		List<String> left = new ArrayList<>(Fleets.cells(Fleets.BOB));
		left.removeAll(ALICES_SHOTS);
		left.remove("G6");
		for (int i = 0; i < left.size(); i++) {
			fire(this.bob, (i < 10) ? "J" + (i + 1) : "I" + (i - 9));
			fire(this.alicesPhone, left.get(i));
		}
	}

	private static void fire(HttpSpace player, String cell) {
		assertThat(player.mutate("fire", "{\"round\": 1, \"cell\": \"" + cell + "\"}")).isEmpty();
	}

	private BattleshipPage open(String user) {
		NewContextOptions options = Pictures.options();
		return BattleshipPage.open(this.chromium, options, this.address, user);
	}

}
