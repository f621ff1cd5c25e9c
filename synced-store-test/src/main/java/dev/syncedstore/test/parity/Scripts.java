package dev.syncedstore.test.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What runs in JavaScript, from the class path of the tests.
 */
final class Scripts {

	private static final String MODULES = "synced-store/mutators/";

	private Scripts() {
	}

	/** The browser client, a module. */
	static String client() {
		return text("dev/syncedstore/client/js/index.js",
				"add the dependency synced-store-client-js in the scope test");
	}

	/** What calls the mutators, an expression: a function of the two modules. */
	static String parity() {
		return text("dev/syncedstore/test/parity/parity.js", "it should be in synced-store-test");
	}

	/** The mutators as the build has compiled them, a module. */
	static String mutators(String storeType) {
		String remedy = "does the build run the goal mutators of synced-store-maven-plugin, and is a class with "
				+ "@Mutators(type = \"" + storeType + "\") in this module?";
		String stub = text(MODULES + storeType + ".js", remedy);
		Matcher link = Pattern.compile("'\\./([^']+)'").matcher(stub);
		if (!link.find()) {
			throw new IllegalStateException(MODULES + storeType + ".js leads nowhere");
		}
		return text(MODULES + link.group(1), remedy);
	}

	private static String text(String file, String remedy) {
		try (InputStream in = Scripts.class.getClassLoader().getResourceAsStream(file)) {
			if (in == null) {
				throw new IllegalStateException("There is no " + file + " on the class path of the tests: " + remedy);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
