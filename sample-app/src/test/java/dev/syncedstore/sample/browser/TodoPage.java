package dev.syncedstore.sample.browser;

import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The page as one user has it before them, in a browser profile of their own or in
 * another tab of one.
 */
final class TodoPage implements AutoCloseable {

	private final BrowserContext context;

	private final Page page;

	private TodoPage(BrowserContext context, Page page) {
		this.context = context;
		this.page = page;
	}

	static TodoPage open(Chromium chromium, Browser.NewContextOptions options, String address) {
		TodoPage opened = in(chromium.newContext(options));
		opened.page.navigate(address);
		return opened;
	}

	/** The page of somebody who has signed in before. */
	static TodoPage open(Chromium chromium, Browser.NewContextOptions options, String address, String user) {
		TodoPage opened = in(chromium.newContext(options, address, user));
		opened.page.navigate(address);
		return opened.waitUntilLive();
	}

	private static TodoPage in(BrowserContext context) {
		return new TodoPage(context, context.newPage());
	}

	/** The tab that something opens. */
	TodoPage popup(Runnable opening) {
		return new TodoPage(this.context, this.page.waitForPopup(opening));
	}

	/** The same address in another tab. */
	TodoPage anotherTab() {
		return anotherTab(this.page.url());
	}

	TodoPage anotherTab(String address) {
		TodoPage opened = in(this.context);
		opened.page.navigate(address);
		return opened;
	}

	/** Sign in by the form that an address led to. */
	TodoPage signIn(String user, String password) {
		this.page.getByLabel("Name").fill(user);
		this.page.getByLabel("Password").fill(password);
		button("Sign in").click();
		return this;
	}

	TodoPage waitUntilLive() {
		assertThat(status()).hasText("Live");
		return this;
	}

	/** Wait until the pages are kept for when the server is away. */
	TodoPage waitUntilKept() {
		this.page.waitForFunction("navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')");
		return this;
	}

	void add(String text) {
		this.page.getByLabel("New todo").fill(text);
		this.page.keyboard().press("Enter");
	}

	/** Paste lines as a new todo. */
	void paste(String lines) {
		this.context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
		this.page.evaluate("(text) => navigator.clipboard.writeText(text)", lines);
		this.page.getByLabel("New todo").focus();
		this.page.keyboard().press("Control+v");
	}

	void edit(String text, String changed) {
		todo(text).locator(".text").fill(changed);
		this.page.keyboard().press("Enter");
	}

	void remove(String text) {
		this.page.getByLabel("Remove " + text, new Page.GetByLabelOptions().setExact(true)).click();
	}

	/** Drag a todo by its handle onto another one, and a little beyond. */
	void drag(String text, String onto) {
		Locator handle = handle(text);
		// Waits until nothing glides any more.
		handle.hover();
		double from = middle(handle);
		double to = middle(todo(onto));
		double x = handle.boundingBox().x + 5;
		this.page.mouse().move(x, from);
		this.page.mouse().down();
		this.page.mouse().move(x, (from + to) / 2);
		this.page.mouse().move(x, to + ((to > from) ? 3 : -3));
		this.page.mouse().up();
	}

	private static double middle(Locator locator) {
		return locator.boundingBox().y + locator.boundingBox().height / 2;
	}

	Locator handle(String text) {
		return this.page.getByLabel("Move " + text, new Page.GetByLabelOptions().setExact(true));
	}

	Locator texts() {
		return this.page.locator("#todos .text");
	}

	Locator todo(String text) {
		return this.page.locator("#todos li", new Page.LocatorOptions().setHasText(text));
	}

	Locator checkbox(String text) {
		return todo(text).getByRole(AriaRole.CHECKBOX);
	}

	Locator status() {
		return this.page.locator("#status");
	}

	Locator refused() {
		return this.page.locator("#refused li");
	}

	Locator offlineSwitch() {
		return this.page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Work offline"));
	}

	/** The panel that shows how the store works. */
	Locator hood() {
		return this.page.locator("#hood");
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

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	/** As when there is no network at all. */
	void setOffline(boolean offline) {
		this.context.setOffline(offline);
	}

	/** As when the session has ended meanwhile. */
	void forgetSession() {
		this.context.clearCookies();
	}

	BrowserContext context() {
		return this.context;
	}

	Page page() {
		return this.page;
	}

	/** What people see, for eyes; and what can be computed of whether they can. */
	void screenshot(String name) {
		Accessibility.check(this.page);
		this.page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png"))
			.setFullPage(true));
	}

	/** Close this tab alone, once what was done in it is stored. */
	@Override
	public void close() {
		Chromium.close(this.page);
	}

}
