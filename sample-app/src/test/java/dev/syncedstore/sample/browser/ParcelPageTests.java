package dev.syncedstore.sample.browser;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.syncedstore.sample.browser.ClientPages.status;
import static dev.syncedstore.sample.browser.ClientPages.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only the server does, as the browser client sees it: actions that mutators
 * enqueue, spaces that are full, actions that fail.
 */
@SampleTest
@ExtendWith({ ChromiumExtension.class, OutputCaptureExtension.class })
class ParcelPageTests {

	private static final Pattern REFERENCE = Pattern.compile("internal_error: .* under (\\w{8})");

	private final ClientPages pages;

	ParcelPageTests(Chromium chromium, @LocalServerPort int port) {
		this.pages = new ClientPages(chromium, port);
	}

	@Test
	void whatAMutatorEnqueuesDoesNothingHereAndRunsOnTheServerWhenItIsThere() {
		Page page = open("enqueued");
		page.evaluate("store.goOffline()");
		send(page, "a", "A book", null);
		send(page, "b", "A lamp", Instant.now().plusSeconds(1));
		assertThat(status(page)).hasText("disconnected, 2 pending");
		assertThat(parcels(page)).hasText(new String[] { "a waits", "b waits" });
		page.evaluate("store.goOnline()");
		assertThat(parcels(page)).hasText(new String[] { "a is packed", "b is packed" });
		assertThat(status(page)).hasText("connected, 0 pending");
		assertThat(page.evaluate("refused")).isEqualTo(List.of());
	}

	@Test
	void aFullSpaceRefusesWhatMakesItGrowAndIsUsableAgainOnceSomethingIsTakenAway() {
		Page page = open("full");
		for (String id : List.of("a", "b", "c")) {
			assertThat(outcome(page, "send", Map.of("id", id, "text", "A book"))).isEqualTo("confirmed");
		}
		String refusal = outcome(page, "send", Map.of("id", "d", "text", "A lamp"));
		assertThat(refusal).startsWith("MutationRejectedError: space_full: ").contains("3 entries");
		assertThat(parcels(page)).hasCount(3);
		outcome(page, "take", Map.of("id", "a"));
		assertThat(outcome(page, "send", Map.of("id", "d", "text", "A lamp"))).isEqualTo("confirmed");
		String tooLarge = outcome(page, "send", Map.of("id", "b", "text", "x".repeat(2048)));
		assertThat(tooLarge).startsWith("MutationRejectedError: space_full: ").contains("2048 bytes");
		assertThat(outcome(page, "send", Map.of("id", "b", "text", "A pen"))).isEqualTo("confirmed");
		assertThat(page.evaluate("refused"))
			.isEqualTo(List.of(refusal.replaceFirst("\\w+", "send"), tooLarge.replaceFirst("\\w+", "send")));
		assertThat(parcels(page)).hasText(new String[] { "b is packed", "c is packed", "d is packed" });
	}

	@Test
	@Expect(Noise.ACTION_FAILED)
	void anActionFailsWithTheCodeOfTheApplicationOrWithAReferenceToTheLog(CapturedOutput log) {
		Page page = open("failing");
		outcome(page, "send", Map.of("id", "a", "text", "A book"));
		outcome(page, "send", Map.of("id", "b", "text", "An anvil".repeat(20)));
		assertThat(weigh(page, "a")).isEqualTo("6 g");
		assertThat(weigh(page, "z")).isEqualTo("no_such_parcel: There is no parcel z");
		String told = weigh(page, "b");
		Matcher reference = REFERENCE.matcher(told);
		assertThat(reference.matches()).as(told).isTrue();
		assertThat(told).doesNotContain("anvil").doesNotContain("scales");
		assertThat(log).contains("Its caller was told " + reference.group(1));
		page.evaluate("store.goOffline()");
		assertThat(weigh(page, "a")).isEqualTo("Try again when you are online");
	}

	private Page open(String list) {
		BrowserContext alice = this.pages.signedIn("alice");
		Page page = alice.newPage();
		page.navigate(this.pages.address("/parcels.html?list=" + list));
		waitUntil(page, "store.waitForServerData().then(() => true)");
		return page;
	}

	private static Locator parcels(Page page) {
		return page.locator("#parcels li");
	}

	private static void send(Page page, String id, String text, Instant time) {
		page.evaluate("([id, text, time]) => store.mutate.send({ id, text, time }).then(({ id }) => id)",
				Arrays.asList(id, text, (time != null) ? time.toString() : null));
	}

	private static String outcome(Page page, String mutator, Map<String, String> args) {
		return (String) page.evaluate("([mutator, args]) => outcome(mutator, args)", List.of(mutator, args));
	}

	private static String weigh(Page page, String id) {
		return (String) page.evaluate("(id) => weigh(id)", id);
	}

}
