package dev.syncedstore.sample.browser;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.todo.FractionalIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page, in real browsers side by side.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class TodoPageTests {

	private final Chromium chromium;

	private final int port;

	TodoPageTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@Test
	void twoBrowsersSeeEachOthersTodosLive() {
		TodoPage alice = open("alice", "live");
		TodoPage bob = open("bob", "live");
		alice.add("Buy milk");
		assertThat(bob.todo("Buy milk")).isVisible();
		bob.add("Buy eggs");
		assertThat(alice.todo("Buy eggs")).isVisible();
		bob.add("Buy bread");
		assertThat(alice.texts()).hasText(new String[] { "Buy milk", "Buy eggs", "Buy bread" });
		alice.todo("Buy milk").getByRole(AriaRole.CHECKBOX).check();
		assertThat(bob.todo("Buy milk").getByRole(AriaRole.CHECKBOX)).isChecked();
		bob.todo("Buy eggs").locator(".text").fill("Buy six eggs");
		bob.page().keyboard().press("Enter");
		assertThat(alice.texts()).hasText(new String[] { "Buy milk", "Buy six eggs", "Buy bread" });
		alice.todo("Buy bread").getByRole(AriaRole.BUTTON).click();
		assertThat(bob.texts()).hasText(new String[] { "Buy milk", "Buy six eggs" });
		alice.screenshot("alice");
		bob.screenshot("bob");
	}

	@Test
	void aPrizeIsClaimedOnceAndEverybodySeesByWhom() {
		TodoPage alice = open("alice", "prizes");
		TodoPage bob = open("bob", "prizes");
		alice.claim().click();
		assertThat(bob.claims()).hasText("Claimed by alice");
		bob.claim().click();
		assertThat(alice.claims()).hasText("Claimed by alice, bob");
		assertThat(alice.claim()).isDisabled();
		alice.screenshot("prize");
	}

	@Test
	void aNoteIsPrivate() {
		TodoPage alice = open("alice", "notes");
		TodoPage bob = open("bob", "notes");
		alice.note().fill("Bob's present");
		alice.add("When this has come, the note would have come, too");
		assertThat(bob.texts()).hasCount(1);
		assertThat(bob.note()).hasValue("");
		assertThat(open("alice", "notes").note()).hasValue("Bob's present");
	}

	@Test
	void offlineEverythingGoesOn() {
		TodoPage alice = open("alice", "offline");
		TodoPage bob = open("bob", "offline");
		alice.setOffline(true);
		alice.add("Buy milk");
		assertThat(alice.todo("Buy milk")).hasClass("pending");
		assertThat(alice.page().getByRole(AriaRole.STATUS)).hasText("Offline, 1 waiting");
		bob.add("Buy eggs");
		alice.screenshot("offline");
		alice.setOffline(false);
		alice.waitUntilLive();
		assertThat(alice.texts()).hasCount(2);
		assertThat(bob.texts()).hasCount(2);
		assertThat(alice.todo("Buy milk")).not().hasClass("pending");
	}

	@Test
	void whatTheServerRejectsIsTakenBackWithTheReason() {
		TodoPage alice = open("alice", "rejected");
		TodoPage bob = open("bob", "rejected");
		TodoPage carol = open("carol", "rejected");
		alice.add("Buy milk");
		assertThat(bob.texts()).hasCount(1);
		bob.setOffline(true);
		assertThat(bob.page().getByRole(AriaRole.STATUS)).hasText("Offline");
		bob.todo("Buy milk").locator(".text").fill("Buy oat milk");
		bob.page().keyboard().press("Enter");
		alice.todo("Buy milk").getByRole(AriaRole.BUTTON).click();
		// What carol sees has happened on the server, too: before what bob sends.
		assertThat(carol.texts()).hasCount(0);
		bob.setOffline(false);
		assertThat(bob.page().getByRole(AriaRole.ALERT))
			.containsText("“Buy oat milk”: This todo is not there any more");
		assertThat(bob.texts()).hasCount(0);
		bob.screenshot("rejected");
	}

	@Test
	void whatWaitsOutlivesTheEndOfTheSession() {
		TodoPage alice = open("alice", "session");
		alice.setOffline(true);
		alice.add("Buy milk");
		alice.forgetSession();
		alice.setOffline(false);
		assertThat(alice.page().getByRole(AriaRole.STATUS)).hasText("Signed out, 1 waiting");
		alice.screenshot("signed-out");
		Page other = alice.page().waitForPopup(() -> alice.page().getByText("Sign in again").click());
		other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("alice")).click();
		assertThat(other.getByRole(AriaRole.STATUS)).hasText("Live");
		other.close();
		alice.waitUntilLive();
		assertThat(alice.todo("Buy milk")).not().hasClass("pending");
	}

	@Test
	void theKeyboardIsEnough() {
		TodoPage alice = open("alice", "keyboard");
		alice.add("Buy milk");
		alice.add("Buy eggs");
		alice.todo("Buy eggs").locator(".text").focus();
		alice.page().keyboard().press("Alt+ArrowUp");
		assertThat(alice.texts()).hasText(new String[] { "Buy eggs", "Buy milk" });
		assertThat(alice.todo("Buy eggs").locator(".text")).isFocused();
		alice.page().keyboard().press("Alt+Delete");
		assertThat(alice.texts()).hasText(new String[] { "Buy milk" });
		alice.page().keyboard().type("!");
		alice.page().keyboard().press("Escape");
		assertThat(alice.texts()).hasText(new String[] { "Buy milk" });
	}

	@Test
	void theFormTakesNothingBeforeItsScriptIsThere() {
		TodoPage page = TodoPage.open(this.chromium, new NewContextOptions(), "about:blank");
		page.page().route("**/login.js", Route::abort);
		page.page().navigate(address("main"));
		assertThat(page.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("alice"))).isDisabled();
		assertThat(page.page().getByLabel("Password")).isDisabled();
	}

	@Test
	void aWrongPasswordIsSaidAndSigningOutEndsTheSession() {
		TodoPage page = TodoPage.open(this.chromium, new NewContextOptions(), address("main"));
		page.screenshot("sign-in");
		page.signIn("alice", "wrong");
		assertThat(page.page().getByRole(AriaRole.ALERT)).isVisible();
		page.signIn("alice", "alice").waitUntilLive();
		page.page().getByText("Sign out").click();
		assertThat(page.page().getByLabel("Password")).isVisible();
		page.page().navigate(address("main"));
		assertThat(page.page().getByLabel("Password")).isVisible();
	}

	@Test
	void thePageComputesPositionsAsJavaDoes() {
		TodoPage page = open("alice", "positions");
		Random random = new Random(11);
		List<List<String>> pairs = Stream.generate(() -> List.of(position(random), position(random)))
			.limit(500)
			.toList();
		Object computed = page.page().evaluate("""
				async (pairs) => {
				  const { after, between } = await import('/fractional-index.js');
				  return pairs.map(([low, high]) => [after(low), between(low, high)]);
				}""", pairs);
		assertThat(computed).isEqualTo(pairs.stream()
			.map((pair) -> List.of(FractionalIndex.after(pair.get(0)),
					FractionalIndex.between(pair.get(0), pair.get(1))))
			.toList());
	}

	@Test
	void itFitsAPhoneInTheDark() {
		TodoPage phone = TodoPage.open(this.chromium,
				new NewContextOptions().setViewportSize(360, 740)
					.setDeviceScaleFactor(2)
					.setHasTouch(true)
					.setColorScheme(ColorScheme.DARK),
				address("phone"));
		phone.signIn("carol", "carol").waitUntilLive();
		phone.add("Buy milk");
		phone.add("Write the report for the meeting on Thursday, with a page that a stranger understands");
		phone.add("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft");
		phone.todo("Buy milk").getByRole(AriaRole.CHECKBOX).tap();
		assertThat(phone.todo("Buy milk")).hasClass("done");
		phone.screenshot("phone-dark");
		assertThat(phone.page().evaluate("document.documentElement.scrollWidth - innerWidth")).isEqualTo(0);
	}

	private static String position(Random random) {
		return random.ints(random.nextInt(5), 0, 80)
			.mapToObj((c) -> String.valueOf((char) (45 + c)))
			.collect(Collectors.joining());
	}

	private TodoPage open(String user, String list) {
		TodoPage page = TodoPage.open(this.chromium, new NewContextOptions().setViewportSize(900, 700), address(list));
		return page.signIn(user, user).waitUntilLive();
	}

	private String address(String list) {
		return "http://localhost:" + this.port + "/?list=" + list;
	}

}
