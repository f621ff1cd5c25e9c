package dev.syncedstore.codec;

import java.util.Locale;

/**
 * What I-JSON (RFC 7493) demands of texts beyond JSON.
 */
final class IJson {

	private IJson() {
	}

	/**
	 * The first character that no text may have: U+0000 or half a surrogate pair.
	 * @param text the text
	 * @return its index, or -1
	 */
	static int forbidden(CharSequence text) {
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (c == 0) {
				return i;
			}
			if (Character.isSurrogate(c)) {
				boolean isPair = Character.isHighSurrogate(c) && i + 1 < text.length()
						&& Character.isLowSurrogate(text.charAt(i + 1));
				if (!isPair) {
					return i;
				}
				i++;
			}
			i++;
		}
		return -1;
	}

	/**
	 * What is wrong with a text that has such a character.
	 * @param text the text
	 * @param index where the character is
	 * @return the problem
	 */
	static String problem(String text, int index) {
		char c = text.charAt(index);
		return (c == 0) ? "has the character U+0000, which no text may have"
				: String.format(Locale.ROOT, "has half a surrogate pair (U+%04X), which no text may have", (int) c);
	}

}
