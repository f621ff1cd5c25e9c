package dev.syncedstore.sample.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A private list, from its beginning to the end of a membership, in two browsers.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class PrivateListTests {

	private final Chromium chromium;

	private final int port;

	PrivateListTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@Test
	@Expect(Noise.NOT_LET_IN)
	void whoIsInvitedSeesAndChangesAListUntilRemoved() {
		TodoPage alice = open("alice", new NewContextOptions(), "/lists/main");
		Page page = alice.page();
		page.getByLabel("Open or begin a list").fill("Present for Carol");
		page.getByLabel("Private: only those I invite").check();
		alice.button("Open").click();
		page.waitForURL(Pattern.compile("/lists/private-present-for-carol-[0-9a-f]{12}$"));
		assertThat(page.locator("#name")).hasText("Present for carol");
		alice.waitUntilLive();
		alice.add("Buy a kite");
		assertThat(members(alice)).containsText("alice");
		members(alice).click();
		alice.button("Make a link").click();
		Locator link = page.getByLabel("Link that invites as editor");
		assertThat(link).hasValue(Pattern.compile("invitation=[0-9a-f]{32}$"));
		String list = page.url();

		TodoPage bob = open("bob", new NewContextOptions().setViewportSize(390, 844).setColorScheme(ColorScheme.DARK),
				"/lists/main");
		bob.page().navigate(list);
		assertThat(noAccess(bob)).isVisible();
		assertThat(bob.page().locator("#add")).isHidden();
		bob.page().navigate(link.inputValue());
		bob.waitUntilLive();
		assertThat(bob.page()).hasURL(list);
		assertThat(bob.texts()).hasText(new String[] { "Buy a kite" });
		bob.add("Wrap it up");
		assertThat(alice.todo("Wrap it up")).isVisible();
		assertThat(members(alice)).containsText("alice, bob");
		members(bob).click();
		assertThat(bob.page().locator("#members")).containsText("bob (you)");
		assertThat(bob.button("Make a link")).isHidden();
		alice.screenshot("private-list-of-alice");
		bob.screenshot("private-list-of-bob-on-a-phone");

		alice.page().getByLabel("Role of bob").selectOption("viewer");
		assertThat(bob.page().locator("#members")).containsText("viewer");
		bob.add("Not for viewers");
		assertThat(bob.refused()).containsText("may read this space but not change it",
				new ContainsTextOptions().setTimeout(5_000));

		alice.button("Remove bob").click();
		assertThat(noAccess(bob)).isVisible(new IsVisibleOptions().setTimeout(2_000));
		alice.add("What Bob must not see");
		assertThat(alice.todo("What Bob must not see")).isVisible();
		assertThat(members(alice)).not().containsText("bob");
		assertThat(bob.page().locator("#todos")).isHidden();
		bob.page().navigate(link.inputValue());
		assertThat(bob.page().locator("#messages")).containsText("does not hold any more");
		assertThat(noAccess(bob)).isVisible();
		assertThat(bob.page().content()).doesNotContain("What Bob must not see");
		bob.screenshot("private-list-without-access");
	}

	private static Locator members(TodoPage page) {
		return page.page().locator("#members summary");
	}

	private static Locator noAccess(TodoPage page) {
		return page.page().locator("#no-access");
	}

	private TodoPage open(String user, NewContextOptions options, String path) {
		return TodoPage.open(this.chromium, options, "http://localhost:" + this.port + path, user);
	}

}
