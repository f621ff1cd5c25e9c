package dev.syncedstore.teavm.runtime;

import dev.syncedstore.core.state.InvalidValueException;
import org.teavm.jso.JSObject;

/**
 * Tells the kinds of JSON values apart, as {@code synced-store-codec} names them.
 */
final class Kinds {

	private static final String[] NAMES = { "nothing", "null", "a text", "a number", "true or false", "an array",
			"an object" };

	private Kinds() {
	}

	static void expect(int kind, String expected, JSObject value, Place place) {
		int found = Js.kind(value);
		if (found != kind) {
			throw unexpected(expected, found, place);
		}
	}

	static InvalidValueException unexpected(String expected, int found, Place place) {
		return place.problem("must be " + expected + ", but is " + NAMES[found]);
	}

	static boolean isAbsent(JSObject value) {
		return Js.kind(value) <= Js.NULL;
	}

	static String text(JSObject value, Place place) {
		expect(Js.TEXT, "a text", value, place);
		return checked(Js.text(value), place);
	}

	/** A text as I-JSON allows it. */
	static String checked(String text, Place place) {
		int index = Texts.forbidden(text);
		if (index >= 0) {
			char c = text.charAt(index);
			throw place.problem((c == 0) ? "has the character U+0000, which no text may have"
					: "has half a surrogate pair (U+" + hex(c) + "), which no text may have");
		}
		return text;
	}

	private static String hex(char c) {
		StringBuilder result = new StringBuilder();
		for (int shift = 12; shift >= 0; shift -= 4) {
			result.append("0123456789ABCDEF".charAt((c >> shift) & 15));
		}
		return result.toString();
	}

}
