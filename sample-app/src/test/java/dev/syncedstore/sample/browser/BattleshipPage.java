package dev.syncedstore.sample.browser;

import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.syncedstore.sample.battleship.Fleet;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The page as one player has it before them, in a browser profile of their own.
 */
final class BattleshipPage {

	private final String user;

	private final BrowserContext context;

	private final Page page;

	private final NetworkLog network;

	private BattleshipPage(String user, BrowserContext context) {
		this.user = user;
		this.context = context;
		this.page = context.newPage();
		this.network = new NetworkLog(this.page);
	}

	/** Open a game, for somebody who has signed in before. */
	static BattleshipPage open(Chromium chromium, Browser.NewContextOptions options, String address, String user) {
		BattleshipPage opened = new BattleshipPage(user, chromium.newContext(options, address, user));
		opened.page.navigate(address);
		assertThat(opened.page.locator("#status")).hasText("Live");
		assertThat(opened.title()).isVisible();
		return opened;
	}

	BattleshipPage join() {
		button("Join the game").click();
		assertThat(title()).hasText("Place your ships");
		return this;
	}

	/** Have ships lie where a test knows it: as if they had been dragged there before. */
	BattleshipPage place(String game, int round, Fleet fleet) {
		this.page.evaluate("([key, fleet]) => sessionStorage.setItem(key, fleet)",
				List.of("battleship " + game + " " + this.user + " " + round,
						JsonMapper.shared().writeValueAsString(fleet.ships())));
		this.network.received();
		this.page.reload();
		ready().click();
		return this;
	}

	Locator ready() {
		return this.page.locator("#ready");
	}

	Locator title() {
		return this.page.locator("#title");
	}

	Locator detail() {
		return this.page.locator("#detail");
	}

	/** A cell of the sea that one fires at; for who watches, that of the first player. */
	Locator target(String cell) {
		return this.page.locator("#theirs [data-cell=" + cell + "]");
	}

	/** A cell of the own sea; for who watches, that of the second player. */
	Locator own(String cell) {
		return this.page.locator("#ours [data-cell=" + cell + "]");
	}

	/** A ship that is being placed. */
	Locator ship(String kind) {
		return this.page.locator("#harbour").getByLabel(kind + ", ");
	}

	/** Wait for the own turn, and fire. */
	void answer(String cell) {
		assertThat(title()).hasText("Your turn");
		target(cell).click();
	}

	/** Who begins, which the server has drawn. */
	static BattleshipPage first(BattleshipPage one, BattleshipPage other) {
		one.page.waitForCondition(() -> one.isTheirTurn() || other.isTheirTurn(),
				new Page.WaitForConditionOptions().setTimeout(30_000));
		return one.isTheirTurn() ? one : other;
	}

	boolean isTheirTurn() {
		return title().textContent().equals("Your turn");
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator news() {
		return this.page.locator("#news");
	}

	Page page() {
		return this.page;
	}

	BrowserContext context() {
		return this.context;
	}

	NetworkLog network() {
		return this.network;
	}

	String user() {
		return this.user;
	}

}
