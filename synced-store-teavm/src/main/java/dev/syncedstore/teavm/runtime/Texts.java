package dev.syncedstore.teavm.runtime;

import org.teavm.jso.JSObject;

/**
 * What texts may be like, asked of JavaScript's regular expressions: Java's would make
 * the module three times as large.
 */
final class Texts {

	private static final JSObject FORBIDDEN = Js.pattern("[\\0\\p{Surrogate}]", "u");

	/** What {@link Character#isWhitespace} says of characters, without its tables. */
	private static final JSObject NOT_BLANK = Js
		.pattern("[^\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a" + "\\u2028\\u2029\\u205f\\u3000]", "");

	private Texts() {
	}

	/** U+0000 or half a surrogate pair: the index of the first, or -1. */
	static int forbidden(String text) {
		return Js.search(text, FORBIDDEN);
	}

	static boolean isBlank(String text) {
		return Js.search(text, NOT_BLANK) < 0;
	}

}
