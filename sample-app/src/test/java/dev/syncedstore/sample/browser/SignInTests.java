package dev.syncedstore.sample.browser;

import java.util.List;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way into the page, and out of it.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class SignInTests {

	private final Chromium chromium;

	private final int port;

	SignInTests(Chromium chromium, @LocalServerPort int port) {
		this.chromium = chromium;
		this.port = port;
	}

	@Test
	@Expect(Noise.SERVER_AWAY)
	void theFormTakesNothingBeforeItsScriptIsThere() {
		TodoPage page = TodoPage.open(this.chromium, new NewContextOptions(), "about:blank");
		page.page().route("**/login.js", Route::abort);
		page.page().navigate(address("main"));
		assertThat(page.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("alice"))).isDisabled();
		assertThat(page.page().getByLabel("Password")).isDisabled();
	}

	@Test
	void theWayFromTheFirstAddressThroughTheSignInIsSmooth() {
		TodoPage page = TodoPage.open(this.chromium, new NewContextOptions(), "http://localhost:" + this.port);
		page.signIn("alice", "alice").waitUntilLive();
		assertThat(page.page()).hasURL(address("main"));
		page.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Battleship")).click();
		turned(page, "**/battleship");
		page.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Todos").setExact(true)).click();
		turned(page, "**/lists/main");
	}

	@Test
	@Expect(Noise.SIGNED_OUT)
	void aWrongPasswordIsSaidAndSigningOutEndsTheSession() {
		TodoPage page = TodoPage.open(this.chromium, new NewContextOptions(), address("main"));
		page.signIn("alice", "wrong");
		assertThat(page.page().getByRole(AriaRole.ALERT)).hasText("Name and password don’t fit together.");
		page.signIn("alice", "alice").waitUntilLive();
		page.button("Sign out").click();
		assertThat(page.page().getByLabel("Password")).isVisible();
		assertThat(page.page().evaluate("Object.keys(localStorage).filter((key) => key.startsWith('todos'))"))
			.isEqualTo(List.of());
		page.page().navigate(address("main"));
		assertThat(page.page().getByLabel("Password")).isVisible();
	}

	/**
	 * A phone that is turned while the next page appears: what is still moving then, such
	 * as a transition from one page to the next, ends with an error in the console.
	 */
	private static void turned(TodoPage page, String address) {
		page.page().waitForURL(address, new Page.WaitForURLOptions().setWaitUntil(WaitUntilState.COMMIT));
		for (int size = 800; size < 1000; size += 100) {
			page.page().setViewportSize(size, 1800 - size);
			page.page().evaluate("() => new Promise(requestAnimationFrame)");
		}
		page.waitUntilLive();
	}

	private String address(String list) {
		return "http://localhost:" + this.port + "/lists/" + list;
	}

}
