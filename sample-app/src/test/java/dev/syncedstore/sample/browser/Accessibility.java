package dev.syncedstore.sample.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be computed of whether people can read a page, and hear what there is to press
 * on it: contrast as WCAG 2.2 has it at level AA, names of what can have the focus, and
 * ids that labels refer to.
 */
final class Accessibility {

	private static final String CHECK = resource("/accessibility.js");

	private Accessibility() {
	}

	/** Check what a page shows at this moment. */
	static void check(Page page) {
		page.mouse().move(0, 0);
		Object complaints = page.evaluate(CHECK);
		assertThat(complaints).as("what can't be read or heard on " + page.url()).isEqualTo(List.of());
	}

	private static String resource(String name) {
		try (InputStream script = Accessibility.class.getResourceAsStream(name)) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
