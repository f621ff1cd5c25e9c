package dev.syncedstore.sample.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The panel that shows how a store works, while it works.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class UnderTheHoodTests {

	private final Chromium chromium;

	private final int port;

	UnderTheHoodTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@Test
	void versionsAndWhatGoesOverTheWireAreShownAsTheyHappen() {
		TodoPage alice = open("alice", "wire");
		Locator hood = alice.hood();
		assertThat(hood).containsText("Nothing is pending: what you see is what the server has.");
		alice.add("Buy milk");
		assertThat(hood.locator("dd").first()).hasText("v1");
		assertThat(hood.locator(".hood-wire .push")).containsText("#1 addTodo → v1");
		assertThat(hood.locator(".hood-wire .poke:not(.idle)")).containsText("v1, 1 patch");
		hood.locator(".hood-wire .push summary").click();
		assertThat(hood.locator(".hood-wire .push pre").first()).containsText("\"text\": \"Buy milk\"");
	}

	@Test
	void aRebaseIsShownStepByStep() {
		TodoPage alice = open("alice", "rebase");
		TodoPage bob = open("bob", "rebase");
		alice.add("Buy milk");
		alice.add("Buy eggs");
		assertThat(bob.texts()).hasCount(2);
		alice.offlineSwitch().check();
		alice.edit("Buy milk", "Buy oat milk");
		alice.checkbox("Buy eggs").check();
		Locator hood = alice.hood();
		assertThat(hood.locator(".hood-differences > li")).containsText(new String[] { "\"Buy milk\"", "false" });
		// They get their numbers when the tab is back, before it hears of the news or
		// after.
		assertThat(hood.locator(".hood-history .pending li")).hasText(new String[] { "#…", "#…" });
		bob.remove("Buy milk");
		bob.add("Buy bread");
		assertThat(bob.texts()).hasCount(2);
		List<Route> pushes = new ArrayList<>();
		alice.context().route("**/push", pushes::add);
		alice.offlineSwitch().uncheck();
		Locator steps = hood.locator(".hood-steps > li");
		assertThat(steps)
			.containsText(patterns("Roll back(#3–4|2 changes) are lifted off: what is left is the base, v2\\.",
					"Apply2 patches lead to v4", "SettleNothing of it was ours\\.", "Replay"));
		assertThat(steps.last().locator("li")).hasText(patterns(
				"#[3…] editTodo has no effect here any more \\(This todo is not there any more\\); the server decides",
				"#[4…] setCompleted as before: nothing that it read has changed"));
		alice.page().waitForCondition(() -> !pushes.isEmpty());
		alice.context().unroute("**/push");
		pushes.forEach(Route::resume);
		assertThat(steps.nth(2).locator("li")).hasText(new String[] {
				"#3 editTodo was refused: This todo is not there any more", "#4 setCompleted is confirmed" });
		assertThat(alice.refused()).containsText("Buy oat milk");
		assertThat(hood).containsText("Nothing is pending");
		alice.button("Earlier rebase").click();
		assertThat(hood).containsText("v2 → v4");
		assertThat(alice.button("Later rebase")).isEnabled();
	}

	@Test
	void aTabThatDoesNotTalkWithTheServerSaysSoAndShowsTheRebases() {
		TodoPage first = open("alice", "follower");
		TodoPage second = first.anotherTab().waitUntilLive();
		assertThat(first.hood()).containsText("This tab is the one that talks with it.");
		assertThat(second.hood()).containsText("Another tab of yours talks with it");
		first.add("Buy milk");
		assertThat(second.hood().locator(".hood-history .base li").last()).hasText("v1");
	}

	@Test
	void itIsClosedOnAPhoneAndStaysAsItIsLeft() {
		TodoPage phone = TodoPage.open(this.chromium, new NewContextOptions().setViewportSize(390, 844),
				address("phone-hood"), "alice");
		Locator toggle = phone.hood().getByRole(AriaRole.BUTTON).first();
		assertThat(toggle).hasAttribute("aria-expanded", "false");
		assertThat(toggle).containsText("v0");
		toggle.click();
		assertThat(phone.hood()).containsText("On the wire");
		Chromium.reload(phone.page());
		assertThat(phone.hood().getByRole(AriaRole.BUTTON).first()).hasAttribute("aria-expanded", "true");
	}

	private TodoPage open(String user, String list) {
		return TodoPage.open(this.chromium, new NewContextOptions().setViewportSize(1400, 900), address(list), user);
	}

	private String address(String list) {
		return "http://localhost:" + this.port + "/lists/hood-" + list;
	}

	private static Pattern[] patterns(String... expressions) {
		return Stream.of(expressions).map(Pattern::compile).toArray(Pattern[]::new);
	}

}
