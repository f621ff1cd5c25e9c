package dev.syncedstore.sample.browser;

import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The keyboard of somebody who has nothing else: the focus goes where it can be brought
 * by keys.
 */
record Keys(Page page) {

	/** No page has so many things that can have the focus. */
	private static final int MOST = 100;

	/** Go on with the tabulator until something has the focus. */
	Keys to(Locator locator) {
		assertThat(locator).hasCount(1);
		for (int i = 0; i < MOST && !hasFocus(locator); i++) {
			press("Tab");
		}
		assertThat(locator).isFocused();
		return this;
	}

	Keys press(String... keys) {
		Stream.of(keys).forEach(this.page.keyboard()::press);
		return this;
	}

	Keys type(String text) {
		this.page.keyboard().type(text);
		return this;
	}

	private static boolean hasFocus(Locator locator) {
		return Boolean.TRUE.equals(locator.evaluate("(node) => node === document.activeElement"));
	}

}
