package dev.syncedstore.sample.browser;

import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Pages of the tests that do nothing but use the browser client, for users who have
 * browser profiles of their own. The store of a page is its variable {@code store}.
 */
record ClientPages(Chromium chromium, int port) {

	/** A browser in which a user is signed in. */
	BrowserContext signedIn(String user) {
		return this.chromium.newContext(new Browser.NewContextOptions(), address("/"), user);
	}

	/**
	 * A browser in which a user has signed in by the form, and has what the pages keep in
	 * it from then on.
	 */
	BrowserContext signedInByForm(String user) {
		BrowserContext context = this.chromium.newContext();
		Page page = context.newPage();
		signIn(page, user);
		page.close();
		return context;
	}

	/** Sign in by the form. */
	void signIn(Page page, String user) {
		page.navigate(address("/login"));
		page.getByLabel("Name").fill(user);
		page.getByLabel("Password").fill(user);
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
		page.waitForURL((address) -> !address.contains("/login"));
	}

	/** A tab that shows a list. */
	Page tab(BrowserContext context, String list) {
		return tab(context, list, "");
	}

	Page tab(BrowserContext context, String list, String parameters) {
		Page page = context.newPage();
		page.navigate(address("/client-test.html?list=client-" + list + parameters));
		return page;
	}

	/** A tab that is connected, and has sent everything. */
	Page connectedTab(BrowserContext context, String list) {
		Page page = tab(context, list);
		assertThat(status(page)).hasText("connected, 0 pending");
		return page;
	}

	String address(String path) {
		return "http://localhost:" + this.port + path;
	}

	/** Add a todo, and wait until it is stored. */
	static void add(Page page, String id, String text) {
		page.evaluate("([id, text]) => store.mutate.addTodo({ id, text, completed: false }).then(({ id }) => id)",
				List.of(id, text));
	}

	static Locator todos(Page page) {
		return page.locator("#todos li");
	}

	static Locator status(Page page) {
		return page.locator("#status");
	}

	/**
	 * Wait for a condition in JavaScript, without what the pages' security policy
	 * forbids.
	 */
	static void waitUntil(Page page, String condition) {
		page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(condition)));
	}

	/** The browser's developer tools, attached to a page. */
	static CDPSession devTools(Page page) {
		return page.context().newCDPSession(page);
	}

}
