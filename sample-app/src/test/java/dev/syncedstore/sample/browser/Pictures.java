package dev.syncedstore.sample.browser;

import java.nio.file.Path;
import java.util.Locale;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotScale;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pictures of what people have before them, in the light and in the dark, on a desk and
 * in the hand: written to {@code target/screenshots}, for eyes. What can be computed of
 * whether people can read it is checked in each of them.
 */
final class Pictures {

	private Pictures() {
	}

	/** For a page of which pictures are taken: nothing in it moves. */
	static NewContextOptions options() {
		return new NewContextOptions().setDeviceScaleFactor(2).setReducedMotion(ReducedMotion.REDUCE);
	}

	/**
	 * Take pictures of how a page is.
	 * @param hood what is seen of how the store works
	 */
	static void take(Page page, String name, Hood hood) {
		for (Device device : Device.values()) {
			page.setViewportSize(device.width, device.height);
			setHood(page, hood == Hood.OPEN || device == Device.DESKTOP);
			for (ColorScheme scheme : new ColorScheme[] { ColorScheme.LIGHT, ColorScheme.DARK }) {
				page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
				Accessibility.check(page);
				take(page, "%s-%s-%s".formatted(name, device, scheme).toLowerCase(Locale.ROOT), device.scale);
			}
			assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
				.as("what sticks out at the side of %s on a %s", name, device)
				.isEqualTo(0);
		}
		page.setViewportSize(Device.DESKTOP.width, Device.DESKTOP.height);
		setHood(page, true);
	}

	private static void take(Page page, String name, ScreenshotScale scale) {
		page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png"))
			.setFullPage(true)
			.setScale(scale));
	}

	private static void setHood(Page page, boolean open) {
		Locator toggle = page.locator("#hood").getByRole(AriaRole.BUTTON).first();
		if (toggle.count() > 0 && open != toggle.getAttribute("aria-expanded").equals("true")) {
			toggle.click();
		}
	}

	/** What is seen on a phone of how the store works; on a desk it is always open. */
	enum Hood {

		OPEN, CLOSED

	}

	private enum Device {

		DESKTOP(1440, 900, ScreenshotScale.CSS), PHONE(360, 740, ScreenshotScale.DEVICE);

		private final int width;

		private final int height;

		private final ScreenshotScale scale;

		Device(int width, int height, ScreenshotScale scale) {
			this.width = width;
			this.height = height;
			this.scale = scale;
		}

	}

}
