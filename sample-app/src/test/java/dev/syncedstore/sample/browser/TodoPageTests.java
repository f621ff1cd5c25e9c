package dev.syncedstore.sample.browser;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
		alice.checkbox("Buy milk").check();
		assertThat(bob.checkbox("Buy milk")).isChecked();
		bob.edit("Buy eggs", "Buy six eggs");
		assertThat(alice.texts()).hasText(new String[] { "Buy milk", "Buy six eggs", "Buy bread" });
		alice.remove("Buy bread");
		assertThat(bob.texts()).hasText(new String[] { "Buy milk", "Buy six eggs" });
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
	void theSwitchCutsTheLineSoThatWorkQueuesUpAndMergesLater() {
		TodoPage alice = open("alice", "offline");
		TodoPage bob = open("bob", "offline");
		alice.add("Buy milk");
		assertThat(bob.texts()).hasCount(1);
		alice.offlineSwitch().check();
		assertThat(alice.status()).hasText("Offline");
		alice.add("Buy bread");
		alice.edit("Buy milk", "Buy oat milk");
		assertThat(alice.todo("Buy bread")).hasClass("pending");
		assertThat(alice.status()).hasText("Offline, 2 waiting");
		bob.add("Buy eggs");
		bob.checkbox("Buy milk").check();
		assertThat(bob.texts()).hasText(new String[] { "Buy milk", "Buy eggs" });
		Chromium.reload(alice.page());
		assertThat(alice.offlineSwitch()).isChecked();
		assertThat(alice.status()).hasText("Offline, 2 waiting");
		alice.offlineSwitch().uncheck();
		alice.waitUntilLive();
		for (TodoPage page : List.of(alice, bob)) {
			assertThat(page.texts()).hasCount(3);
			assertThat(page.todo("Buy oat milk").getByRole(AriaRole.CHECKBOX)).isChecked();
			assertThat(page.page().locator("#todos .pending")).hasCount(0);
		}
	}

	@Test
	@Expect(Noise.SERVER_AWAY)
	void withoutANetworkEverythingGoesOn() {
		TodoPage alice = open("alice", "network");
		TodoPage bob = open("bob", "network");
		alice.setOffline(true);
		alice.add("Buy milk");
		assertThat(alice.status()).hasText("Offline, 1 waiting");
		bob.add("Buy eggs");
		alice.setOffline(false);
		alice.waitUntilLive();
		assertThat(alice.texts()).hasCount(2);
		assertThat(bob.texts()).hasCount(2);
	}

	@Test
	void aTabThatIsSwitchedOfflinePartsFromTheOthersAndMergesLater() {
		TodoPage first = open("alice", "apart");
		TodoPage second = first.popup(() -> first.page().getByText("open this list in a second tab").click())
			.waitUntilLive();
		first.add("Buy milk");
		assertThat(second.texts()).hasText(new String[] { "Buy milk" });
		assertThat(first.page().locator("#todos .pending")).hasCount(0);
		first.offlineSwitch().check();
		assertThat(first.status()).hasText("Offline");
		assertThat(second.offlineSwitch()).not().isChecked();
		first.add("Buy eggs");
		second.add("Buy bread");
		TodoPage bob = open("bob", "apart");
		assertThat(bob.texts()).hasText(new String[] { "Buy milk", "Buy bread" });
		assertThat(second.texts()).hasText(new String[] { "Buy milk", "Buy bread" });
		assertThat(first.texts()).hasText(new String[] { "Buy milk", "Buy eggs" });
		assertThat(first.status()).hasText("Offline, 1 waiting");
		assertThat(second.status()).hasText("Live");
		Chromium.reload(first.page());
		assertThat(first.offlineSwitch()).isChecked();
		// It reads what the browser has by now.
		assertThat(first.texts()).hasCount(3);
		assertThat(first.todo("Buy eggs")).hasClass("pending");
		bob.add("Buy butter");
		assertThat(second.texts()).hasCount(3);
		assertThat(first.texts()).hasCount(3);
		first.offlineSwitch().uncheck();
		for (TodoPage page : List.of(first, second, bob)) {
			assertThat(page.texts()).hasCount(4);
			assertThat(page.page().locator("#todos .pending")).hasCount(0);
			assertThat(page.status()).hasText("Live");
		}
	}

	@Test
	void whatATabHasDoneThatIsClosedOfflineIsNotForgotten() {
		TodoPage first = open("alice", "left");
		TodoPage second = first.anotherTab().waitUntilLive();
		first.offlineSwitch().check();
		first.add("Buy eggs");
		assertThat(first.status()).hasText("Offline, 1 waiting");
		first.close();
		assertThat(second.texts()).hasText(new String[] { "Buy eggs" });
		assertThat(second.page().locator("#todos .pending")).hasCount(0);
	}

	@Test
	void linesThatArePastedTogetherBecomeATodoEachByTheServerOrHere() {
		TodoPage alice = open("alice", "pasted");
		TodoPage bob = open("bob", "pasted");
		alice.add("Buy milk");
		alice.paste("Buy eggs\n\n  Buy bread\r\nBuy tea\n");
		assertThat(alice.page().locator("#announcer")).hasText("3 todos were added");
		String[] all = { "Buy milk", "Buy eggs", "Buy bread", "Buy tea" };
		assertThat(alice.texts()).hasText(all);
		assertThat(bob.texts()).hasText(all);
		alice.offlineSwitch().check();
		assertThat(alice.status()).hasText("Offline");
		alice.paste("One\nTwo");
		assertThat(alice.page().locator("#announcer")).hasText("2 todos were added, and wait");
		assertThat(alice.status()).hasText("Offline, 2 waiting");
		assertThat(bob.texts()).hasCount(4);
		alice.offlineSwitch().uncheck();
		assertThat(bob.texts()).hasText(new String[] { "Buy milk", "Buy eggs", "Buy bread", "Buy tea", "One", "Two" });
	}

	@Test
	void whatTheServerRejectsComesBackWithTheReasonAndCanBeAddedAgain() {
		TodoPage alice = open("alice", "rejected");
		TodoPage bob = open("bob", "rejected");
		TodoPage carol = open("carol", "rejected");
		alice.add("Buy milk");
		alice.add("Buy eggs");
		assertThat(bob.texts()).hasCount(2);
		bob.offlineSwitch().check();
		assertThat(bob.status()).hasText("Offline");
		bob.edit("Buy milk", "Buy oat milk");
		bob.checkbox("Buy eggs").check();
		alice.remove("Buy milk");
		alice.remove("Buy eggs");
		// What carol sees has happened on the server, too: before what bob sends.
		assertThat(carol.texts()).hasCount(0);
		bob.offlineSwitch().uncheck();
		assertThat(bob.refused())
			.containsText(new String[] { "Buy oat milk was not changed to this: This todo is not there any more",
					"Buy eggs could not be ticked off: This todo is not there any more" });
		assertThat(bob.texts()).hasCount(0);
		assertThat(bob.page().locator("#announcer")).containsText("Refused");
		bob.refused().last().getByText("Dismiss").click();
		bob.button("Add it again").click();
		assertThat(bob.refused()).hasCount(0);
		assertThat(alice.texts()).hasText(new String[] { "Buy oat milk" });
	}

	@Test
	@Expect({ Noise.SERVER_AWAY, Noise.SIGNED_OUT })
	void whatWaitsOutlivesTheEndOfTheSession() {
		TodoPage alice = open("alice", "session");
		alice.setOffline(true);
		alice.add("Buy milk");
		alice.forgetSession();
		alice.setOffline(false);
		assertThat(alice.status()).hasText("Signed out, 1 waiting");
		Page other = alice.page().waitForPopup(() -> alice.page().getByText("Sign in again").click());
		other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("alice")).click();
		assertThat(other.locator("#status")).hasText("Live");
		other.close();
		alice.waitUntilLive();
		assertThat(alice.todo("Buy milk")).not().hasClass("pending");
	}

	@Test
	void theKeyboardIsEnough() {
		TodoPage alice = open("alice", "keyboard");
		Stream.of("Buy milk", "Buy eggs", "Buy bread").forEach(alice::add);
		Keyboard keyboard = alice.page().keyboard();
		alice.todo("Buy eggs").locator(".text").focus();
		keyboard.press("Alt+ArrowUp");
		assertThat(alice.texts()).hasText(new String[] { "Buy eggs", "Buy milk", "Buy bread" });
		assertThat(alice.todo("Buy eggs").locator(".text")).isFocused();
		keyboard.press("Alt+Delete");
		assertThat(alice.texts()).hasText(new String[] { "Buy milk", "Buy bread" });
		assertThat(alice.todo("Buy milk").locator(".text")).isFocused();
		keyboard.type("!");
		keyboard.press("Escape");
		assertThat(alice.texts()).hasText(new String[] { "Buy milk", "Buy bread" });
	}

	@Test
	void aTodoIsTakenUpAndPutDownByTheKeyboardAndOneHearsWhere() {
		TodoPage alice = open("alice", "handles");
		TodoPage bob = open("bob", "handles");
		Stream.of("One", "Two", "Three").forEach(alice::add);
		assertThat(bob.texts()).hasCount(3);
		Keyboard keyboard = alice.page().keyboard();
		Locator heard = alice.page().locator("#announcer");
		alice.handle("Three").focus();
		keyboard.press("Space");
		assertThat(heard).hasText("Three: taken up, place 3 of 3");
		assertThat(alice.handle("Three")).hasAttribute("aria-pressed", "true");
		keyboard.press("ArrowUp");
		keyboard.press("ArrowUp");
		assertThat(heard).hasText("place 1 of 3");
		bob.checkbox("One").check();
		keyboard.press("Space");
		assertThat(heard).hasText("Three: put down, place 1 of 3");
		assertThat(bob.texts()).hasText(new String[] { "Three", "One", "Two" });
		assertThat(alice.handle("Three")).isFocused();
		assertThat(alice.checkbox("One")).isChecked();
		keyboard.press("Space");
		keyboard.press("ArrowDown");
		keyboard.press("Escape");
		assertThat(heard).hasText("Three: back where it was");
		assertThat(alice.texts()).hasText(new String[] { "Three", "One", "Two" });
		assertThat(alice.handle("Three")).isFocused();
	}

	@Test
	void todosAreDraggedToAnotherPlace() {
		TodoPage alice = open("alice", "dragged");
		TodoPage bob = open("bob", "dragged");
		Stream.of("One", "Two", "Three", "Four").forEach(alice::add);
		assertThat(bob.texts()).hasCount(4);
		alice.drag("Four", "Two");
		assertThat(bob.texts()).hasText(new String[] { "One", "Four", "Two", "Three" });
		assertThat(alice.texts()).hasText(new String[] { "One", "Four", "Two", "Three" });
		alice.drag("One", "Three");
		assertThat(bob.texts()).hasText(new String[] { "Four", "Two", "Three", "One" });
		bob.drag("One", "Four");
		assertThat(alice.texts()).hasText(new String[] { "One", "Four", "Two", "Three" });
	}

	@Test
	void amongFilteredTodosPlacesAreThoseOfTheWholeList() {
		TodoPage alice = open("alice", "filtered");
		Stream.of("One", "Two", "Three", "Four").forEach(alice::add);
		alice.checkbox("Two").check();
		alice.page().getByLabel("Open", new Page.GetByLabelOptions().setExact(true)).check();
		assertThat(alice.texts()).hasText(new String[] { "One", "Three", "Four" });
		alice.drag("Four", "Three");
		assertThat(alice.texts()).hasText(new String[] { "One", "Four", "Three" });
		Chromium.reload(alice.page());
		assertThat(alice.texts()).hasText(new String[] { "One", "Four", "Three" });
		alice.page().getByLabel("Done", new Page.GetByLabelOptions().setExact(true)).check();
		assertThat(alice.texts()).hasText(new String[] { "Two" });
		alice.button("Remove done").click();
		assertThat(alice.page().getByText("Nothing is done yet.")).isVisible();
		alice.page().getByLabel("All", new Page.GetByLabelOptions().setExact(true)).check();
		assertThat(alice.texts()).hasText(new String[] { "One", "Four", "Three" });
	}

	@Test
	void eachListHasAnAddressAndThoseThatWereOpenedAreRemembered() {
		TodoPage alice = open("alice", "errands");
		alice.add("Buy milk");
		alice.page().getByLabel("Open or begin a list").fill("Größe & Co.");
		alice.page().keyboard().press("Enter");
		alice.page().waitForURL("**/lists/grosse-co.");
		assertThat(alice.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
			.hasText("Grosse co.");
		assertThat(alice.page().getByText("Nothing to do.")).isVisible();
		Locator lists = alice.page().locator("#lists li a");
		assertThat(lists).hasText(new String[] { "Main", "Errands", "Grosse co." });
		alice.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Errands")).click();
		assertThat(alice.texts()).hasText(new String[] { "Buy milk" });
		alice.page().navigate(address("").replace("/lists/", "/?list=errands"));
		alice.page().waitForURL("**/lists/errands");
		alice.page().getByLabel("Take Grosse co. out of the overview").click();
		assertThat(lists).hasText(new String[] { "Main", "Errands" });
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
				  const { after, between } = await import('/todos/fractional-index.js');
				  return pairs.map(([low, high]) => [after(low), between(low, high)]);
				}""", pairs);
		assertThat(computed).isEqualTo(pairs.stream()
			.map((pair) -> List.of(FractionalIndex.after(pair.get(0)),
					FractionalIndex.between(pair.get(0), pair.get(1))))
			.toList());
	}

	private static String position(Random random) {
		return random.ints(random.nextInt(5), 0, 80)
			.mapToObj((c) -> String.valueOf((char) (45 + c)))
			.collect(Collectors.joining());
	}

	private TodoPage open(String user, String list) {
		return TodoPage.open(this.chromium, new NewContextOptions().setViewportSize(1200, 800), address(list), user);
	}

	private String address(String list) {
		return "http://localhost:" + this.port + "/lists/" + list;
	}

}
