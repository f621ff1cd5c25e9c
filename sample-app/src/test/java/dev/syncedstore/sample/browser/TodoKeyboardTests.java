package dev.syncedstore.sample.browser;

import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.syncedstore.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Everything that can be done with a list, by somebody who has a keyboard and hears the
 * page.
 */
@SampleTest
@ExtendWith(ChromiumExtension.class)
class TodoKeyboardTests {

	private final TodoPage alice;

	private final Keys keys;

	private final Locator heard;

	TodoKeyboardTests(Chromium chromium, @LocalServerPort int port) {
		this.alice = TodoPage.open(chromium, new NewContextOptions().setViewportSize(1200, 800),
				"http://localhost:" + port + "/lists/by-keyboard");
		this.keys = new Keys(this.alice.page());
		this.heard = this.alice.page().locator("#announcer");
	}

	@Test
	void fromSigningInToSigningOutNothingNeedsAPointer() {
		assertThat(labelled("Name")).isFocused();
		this.keys.type("alice").press("Tab").type("alice").press("Enter");
		this.alice.waitUntilLive();
		addAndEdit();
		moveAndFilter();
		assertThat(this.alice.texts()).hasText(new String[] { "Buy eggs", "Buy milk and cream" });
		noteAndPaste();
		goOfflineAndBack();
		this.keys.to(this.alice.claim()).press("Enter");
		assertThat(this.alice.claims()).hasText("Claimed by alice");
		inviteToAPrivateList();
		this.keys.to(this.alice.button("Sign out")).press("Enter");
		assertThat(labelled("Name")).isFocused();
	}

	private void addAndEdit() {
		this.keys.to(labelled("New todo")).type("Buy milk").press("Enter");
		assertThat(this.heard).hasText("Buy milk: added");
		this.keys.type("Buy eggs").press("Enter").type("Buy bread").press("Enter");
		this.keys.to(this.alice.todo("Buy milk").locator(".text")).press("End").type(" and cream").press("Enter");
		assertThat(this.heard).hasText("Buy milk and cream: changed");
	}

	private void moveAndFilter() {
		this.keys.to(this.alice.handle("Buy eggs")).press("Space", "ArrowUp", "Space");
		assertThat(this.heard).hasText("Buy eggs: put down, place 1 of 3");
		this.keys.to(this.alice.checkbox("Buy bread")).press("Space");
		this.keys.to(labelled("All")).press("ArrowRight");
		assertThat(this.heard).hasText("2 todos");
		this.keys.press("ArrowRight");
		assertThat(this.heard).hasText("1 todo");
		assertThat(this.alice.texts()).hasText(new String[] { "Buy bread" });
		this.keys.to(this.alice.button("Remove done")).press("Enter");
		assertThat(this.heard).hasText("1 todo removed");
		assertThat(labelled("Done")).isFocused();
		this.keys.press("ArrowLeft", "ArrowLeft");
		assertThat(labelled("All")).isChecked();
	}

	private void noteAndPaste() {
		this.alice.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
		this.keys.to(this.alice.note()).type("One").press("Enter").type("Two").press("Control+a", "Control+c");
		this.keys.to(labelled("New todo")).press("Control+v");
		assertThat(this.heard).hasText("2 todos were added");
		this.keys.to(labelled("Remove One")).press("Enter");
		assertThat(this.heard).hasText("One: removed");
		assertThat(this.alice.todo("Two").locator(".text")).isFocused();
		this.keys.press("Alt+Delete");
		assertThat(this.heard).hasText("Two: removed");
	}

	private void goOfflineAndBack() {
		this.keys.to(this.alice.offlineSwitch()).press("Space");
		assertThat(this.alice.status()).hasText("Offline");
		this.keys.press("Space");
		this.alice.waitUntilLive();
	}

	private void inviteToAPrivateList() {
		this.keys.to(labelled("Open or begin a list")).type("Surprise");
		this.keys.to(labelled("Private: only those I invite")).press("Space");
		this.keys.press("Shift+Tab", "Enter");
		this.alice.page().waitForURL(Pattern.compile("/lists/private-surprise-"));
		this.alice.waitUntilLive();
		this.keys.to(labelled("New todo")).type("Buy a kite").press("Enter");
		this.keys.to(this.alice.page().locator("#members summary")).press("Enter");
		assertThat(this.alice.page().locator("#members")).containsText("alice (you)");
		this.keys.to(this.alice.button("Make a link")).press("Enter");
		assertThat(this.heard).hasText("A link that invites as editor is in the list");
		assertThat(labelled("Link that invites as editor")).hasCount(1);
		this.keys.to(this.alice.button("Revoke the link")).press("Enter");
		assertThat(labelled("Link that invites as editor")).hasCount(0);
		assertThat(this.alice.page().locator("#members summary")).isFocused();
		Locator hood = this.alice.hood().getByRole(AriaRole.BUTTON).first();
		String before = hood.getAttribute("aria-expanded");
		this.keys.to(hood).press("Enter");
		assertThat(hood).hasAttribute("aria-expanded", before.equals("true") ? "false" : "true");
	}

	private Locator labelled(String label) {
		return this.alice.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
	}

}
