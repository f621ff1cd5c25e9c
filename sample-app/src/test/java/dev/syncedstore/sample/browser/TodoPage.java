package dev.syncedstore.sample.browser;

import java.nio.file.Path;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The page as one user has it before them, in a browser profile of their own.
 */
final class TodoPage implements AutoCloseable {

	private final BrowserContext context;

	private final Page page;

	private TodoPage(BrowserContext context) {
		this.context = context;
		this.page = context.newPage();
	}

	static TodoPage open(Chromium chromium, Browser.NewContextOptions options, String address) {
		TodoPage opened = new TodoPage(chromium.newContext(options));
		opened.page.navigate(address);
		return opened;
	}

	/** Sign in by the form that an address led to. */
	TodoPage signIn(String user, String password) {
		this.page.getByLabel("Name").fill(user);
		this.page.getByLabel("Password").fill(password);
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
		return this;
	}

	TodoPage waitUntilLive() {
		assertThat(this.page.getByRole(AriaRole.STATUS)).hasText("Live");
		return this;
	}

	void add(String text) {
		this.page.getByLabel("New todo").fill(text);
		this.page.keyboard().press("Enter");
	}

	Locator texts() {
		return this.page.locator("#todos .text");
	}

	Locator todo(String text) {
		return this.page.locator("#todos li", new Page.LocatorOptions().setHasText(text));
	}

	Locator note() {
		return this.page.locator("#note");
	}

	Locator claim() {
		return this.page.locator("#claim");
	}

	Locator claims() {
		return this.page.locator("#claims");
	}

	void setOffline(boolean offline) {
		this.context.setOffline(offline);
	}

	/** As when the session has ended meanwhile. */
	void forgetSession() {
		this.context.clearCookies();
	}

	Page page() {
		return this.page;
	}

	void screenshot(String name) {
		this.page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png"))
			.setFullPage(true));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
