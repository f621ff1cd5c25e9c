package dev.syncedstore.sample.browser;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import dev.syncedstore.sample.HttpSpace;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.battleship.Fleet;
import dev.syncedstore.sample.battleship.Fleets;
import dev.syncedstore.sample.battleship.Ship;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The game, in real browsers side by side.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class BattleshipPageTests {

	private final Chromium chromium;

	private final int port;

	private final String server;

	private final NewContextOptions options = new NewContextOptions();

	BattleshipPageTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
		this.server = "http://localhost:" + port;
	}

	@Test
	void twoPlayAWholeGameWhileAThirdWatchesAndNoFleetIsOnTheOthersNetwork() {
		BattleshipPage alice = open("alice", "whole").join();
		assertThat(alice.page().getByLabel("Link to this game")).hasValue(this.server + "/battleship?game=whole");
		BattleshipPage bob = open("bob", "whole").join();
		BattleshipPage carol = open("carol", "whole");
		assertThat(carol.title()).hasText("The fleets are being placed");
		alice.place("whole", 1, Fleets.ALICE);
		assertThat(alice.title()).hasText("Your fleet is ready");
		assertThat(carol.detail()).hasText("alice is ready, bob is still placing.");
		bob.place("whole", 1, Fleets.BOB);
		BattleshipPage first = BattleshipPage.first(alice, bob);
		BattleshipPage second = (first == alice) ? bob : alice;
		Fleet target = (first == alice) ? Fleets.BOB : Fleets.ALICE;
		assertThat(carol.title()).hasText(first.user() + "’s turn");
		assertThat(second.title()).hasText(first.user() + "’s turn");
		assertThat(carol.page().locator("#clock")).hasText(Pattern.compile("1:5\\d|2:00"));
		assertThat(second.network().received()).contains("$$pu/" + second.user() + "/fleet/mine",
				bow(target.ships().get(0)));
		HttpSpace seconds = new HttpSpace(this.port, second.user(), "battleship/whole");
		int shots = 0;
		for (Ship ship : target.ships()) {
			for (String cell : ship.cells()) {
				assertThat(first.title()).hasText("Your turn");
				nothingIsKnownOf(ship, first, carol);
				first.target(cell).click();
				boolean over = ++shots == 17;
				if (!over) {
					answer(second, seconds, (char) ('A' + shots % 10) + (shots < 10 ? "1" : "10"), shots < 5);
				}
			}
			String sunk = second.user() + "’s " + ship.kind().name().toLowerCase(Locale.ROOT) + " is sunk";
			assertThat(first.page().locator("#log")).containsText(sunk);
			assertThat(carol.page().locator("#log")).containsText(sunk);
			assertThat(first.network().received()).contains(bow(ship));
			assertThat(carol.network().received()).contains(bow(ship));
		}
		assertThat(first.title()).hasText("You have won");
		assertThat(second.title()).hasText(first.user() + " has won");
		assertThat(carol.title()).hasText(first.user() + " has won");
		assertThat(carol.page().locator("#clock")).isHidden();
		assertThat(first.network().received()).doesNotContain("$$pu/" + second.user());
		assertThat(second.network().received()).doesNotContain("$$pu/" + first.user());
		assertThat(carol.network().received()).doesNotContain("$$pu/alice", "$$pu/bob");
		assertThat(carol.network().frames()).isGreaterThan(20);
	}

	@Test
	@Expect(Noise.SERVER_AWAY)
	void aReloadInTheMiddleShowsTheGameAtOnceAlsoWithoutTheServer() {
		List<BattleshipPage> players = begin("reload");
		BattleshipPage first = players.get(0);
		first.target("J1").click();
		assertThat(first.target("J1")).hasAttribute("data-shot", "miss");
		assertThat(players.get(1).title()).hasText("Your turn");
		first.context().route("**/synced-store/battleship/**", Route::abort);
		Chromium.reload(first.page());
		assertThat(first.target("J1")).hasAttribute("aria-label", "J1, miss");
		assertThat(first.title()).hasText(players.get(1).user() + "’s turn");
		first.context().unrouteAll();
		players.get(1).target("J1").click();
		assertThat(first.title()).hasText("Your turn");
	}

	@Test
	@Expect(Noise.SERVER_AWAY)
	void aShotWithoutANetworkIsInFlightUntilTheServerHasDecided() {
		this.options.setServiceWorkers(ServiceWorkerPolicy.ALLOW);
		List<BattleshipPage> players = begin("flight");
		BattleshipPage first = players.get(0);
		first.page()
			.waitForFunction("navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')");
		first.context().setOffline(true);
		assertThat(first.page().locator("#status")).hasText("Offline");
		first.target("J1").click();
		assertThat(first.target("J1")).hasAttribute("aria-label", "J1, in flight");
		assertThat(first.title()).hasText(players.get(1).user() + "’s turn");
		assertThat(first.detail()).containsText("You fired at J1: in flight. It waits for the server");
		first.target("J2").click(new Locator.ClickOptions().setForce(true));
		assertThat(first.target("J2")).hasAttribute("data-shot", "");
		Chromium.reload(first.page());
		assertThat(first.target("J1")).hasAttribute("aria-label", "J1, in flight");
		assertThat(first.title()).hasText(players.get(1).user() + "’s turn");
		first.context().setOffline(false);
		assertThat(first.target("J1")).hasAttribute("aria-label", "J1, miss");
		assertThat(players.get(1).own("J1")).hasAttribute("aria-label", "J1, miss");
	}

	@Test
	@Expect(Noise.SERVER_AWAY)
	void aShotThatComesTooLateIsTakenBackWithTheReasonAndARematchBeginsAnew() {
		List<BattleshipPage> players = begin("late");
		BattleshipPage first = players.get(0);
		BattleshipPage second = players.get(1);
		first.context().setOffline(true);
		first.target("J1").click();
		assertThat(first.target("J1")).hasAttribute("data-shot", "flight");
		second.button("Resign").click();
		second.button("Really resign?").click();
		assertThat(second.title()).hasText(first.user() + " has won");
		assertThat(second.detail()).hasText("You gave up, after 0 shots.");
		assertThat(second.page().locator("#best")).containsText(first.user());
		// What only the server could show has come.
		assertThat(second.page().locator("#theirs .board > .ship")).hasCount(5);
		first.context().setOffline(false);
		assertThat(first.page().locator("#messages")).containsText("J1: The battle is over");
		assertThat(first.title()).hasText("You have won");
		assertThat(first.target("J1")).hasAttribute("data-shot", "");
		first.button("Play again").click();
		assertThat(first.title()).hasText("Place your ships");
		assertThat(second.title()).hasText("Place your ships");
		assertThat(first.page().locator("#log")).isHidden();
		first.ready().click();
		second.ready().click();
		assertThat(BattleshipPage.first(first, second).title()).hasText("Your turn");
		assertThat(second.page().locator("#theirs .board > .ship")).hasCount(0);
	}

	@Test
	void theKeyboardIsEnoughAndWhatHappensIsSaid() {
		BattleshipPage alice = open("alice", "keyboard");
		Keys keys = new Keys(alice.page());
		keys.to(alice.button("Join the game")).press("Enter");
		BattleshipPage bob = open("bob", "keyboard").join();
		alice.page().evaluate("(fleet) => sessionStorage.setItem('battleship keyboard alice 1', fleet)", """
				[{"kind":"CARRIER","bow":"A1","vertical":true},{"kind":"BATTLESHIP","bow":"B1","vertical":true},
				 {"kind":"CRUISER","bow":"C1","vertical":true},{"kind":"SUBMARINE","bow":"D1","vertical":true},
				 {"kind":"DESTROYER","bow":"E1","vertical":true}]""");
		Chromium.reload(alice.page());
		keys.to(alice.ship("Carrier"));
		alice.page().keyboard().press("ArrowDown");
		assertThat(alice.ship("Carrier")).hasAttribute("aria-label", "Carrier, A2 to A6");
		alice.page().keyboard().press("r");
		assertThat(alice.ship("Carrier")).hasAttribute("aria-label", "Carrier, A2 to E2");
		assertThat(alice.news())
			.hasText("Carrier, A2 to E2, on top of the battleship and the cruiser and the submarine and the destroyer");
		assertThat(alice.ready()).isDisabled();
		for (int i = 0; i < 8; i++) {
			alice.page().keyboard().press("ArrowDown");
		}
		assertThat(alice.ship("Carrier")).hasAttribute("aria-label", "Carrier, A10 to E10");
		keys.to(alice.ready()).press("Enter");
		bob.ready().click();
		BattleshipPage first = BattleshipPage.first(alice, bob);
		BattleshipPage second = (first == alice) ? bob : alice;
		assertThat(first.news()).hasText("Your turn.");
		Keys firsts = new Keys(first.page()).to(first.target("A1"))
			.press("ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown");
		assertThat(first.target("B4")).isFocused();
		assertThat(first.page().locator("#theirs .cell[tabindex='0']")).hasCount(1);
		firsts.press("End", "PageDown");
		assertThat(first.target("J10")).isFocused();
		firsts.press("Enter");
		assertThat(first.target("J10")).hasAttribute("aria-disabled", "true");
		assertThat(first.news()).containsText("You fired at J10: ");
		assertThat(second.news()).containsText(first.user() + " fired at J10: ");
		assertThat(second.news()).containsText("Your turn.");
		assertThat(first.target("J10")).isFocused();
		firsts.to(first.button("Resign")).press("Enter", "Enter");
		assertThat(first.title()).hasText(second.user() + " has won");
		firsts.to(first.button("Play again")).press("Enter");
		assertThat(first.title()).hasText("Place your ships");
	}

	@Test
	void shipsAreDraggedAndTurnedAndStayWhereTheyAreAfterAReload() {
		BattleshipPage alice = open("alice", "drag").join();
		alice.page().evaluate("(fleet) => sessionStorage.setItem('battleship drag alice 1', fleet)", """
				[{"kind":"CARRIER","bow":"A1","vertical":true},{"kind":"BATTLESHIP","bow":"B1","vertical":true},
				 {"kind":"CRUISER","bow":"C1","vertical":true},{"kind":"SUBMARINE","bow":"D1","vertical":true},
				 {"kind":"DESTROYER","bow":"E1","vertical":true}]""");
		Chromium.reload(alice.page());
		Locator carrier = alice.ship("Carrier");
		BoundingBox from = alice.own("A1").boundingBox();
		BoundingBox to = alice.own("G3").boundingBox();
		alice.page().mouse().move(from.x + from.width / 2, from.y + from.height / 2);
		alice.page().mouse().down();
		alice.page().mouse().move(to.x, to.y, new Mouse.MoveOptions().setSteps(5));
		alice.page().mouse().move(to.x + to.width / 2, to.y + to.height / 2);
		alice.page().mouse().up();
		assertThat(carrier).hasAttribute("aria-label", "Carrier, G3 to G7");
		carrier.click();
		// There is no room to the right: it is moved as far as is needed.
		assertThat(carrier).hasAttribute("aria-label", "Carrier, F3 to J3");
		Chromium.reload(alice.page());
		assertThat(carrier).hasAttribute("aria-label", "Carrier, F3 to J3");
		alice.button("Place at random").click();
		assertThat(alice.ready()).isEnabled();
		alice.ready().click();
		assertThat(alice.title()).hasText("Your fleet is ready");
		assertThat(alice.page().locator("#ours .board > .ship")).hasCount(5);
		alice.button("Change your fleet").click();
		assertThat(alice.page().locator("#harbour .ship")).hasCount(5);
		alice.ready().click();
		assertThat(alice.title()).hasText("Your fleet is ready");
	}

	/** On the page, or, since a game is long, from another device of the same player. */
	private static void answer(BattleshipPage player, HttpSpace device, String cell, boolean onPage) {
		assertThat(player.title()).hasText("Your turn");
		if (onPage) {
			player.target(cell).click();
		}
		else {
			assertThat(device.mutate("fire", "{\"round\": 1, \"cell\": \"" + cell + "\"}")).isEmpty();
		}
	}

	/** Whoever begins comes first. */
	private List<BattleshipPage> begin(String game) {
		BattleshipPage alice = open("alice", game).join().place(game, 1, Fleets.ALICE);
		BattleshipPage bob = open("bob", game).join().place(game, 1, Fleets.BOB);
		BattleshipPage first = BattleshipPage.first(alice, bob);
		return List.of(first, (first == alice) ? bob : alice);
	}

	private static void nothingIsKnownOf(Ship ship, BattleshipPage... pages) {
		for (BattleshipPage page : pages) {
			assertThat(page.network().received()).doesNotContain(bow(ship));
		}
	}

	/** How a ship appears on the wire, wherever it does. */
	private static String bow(Ship ship) {
		return "\"bow\":\"" + ship.bow() + "\"";
	}

	private BattleshipPage open(String user, String game) {
		return BattleshipPage.open(this.chromium, this.options.setViewportSize(1040, 820), address(game), user);
	}

	private String address(String game) {
		return this.server + "/battleship?game=" + game;
	}

}
