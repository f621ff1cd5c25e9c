package dev.syncedstore.sample.cli.show;

/**
 * Texts of other people, made harmless: what they have typed must neither steer the
 * terminal nor break the columns.
 */
public final class Visible {

	private static final char REPLACEMENT = '\uFFFD';

	private Visible() {
	}

	/**
	 * A text for people.
	 * @param text any text
	 * @return the text on one line, with nothing in it that a terminal would obey
	 */
	public static String line(String text) {
		StringBuilder line = new StringBuilder(text.length());
		text.codePoints().forEach((c) -> {
			if (isSpace(c)) {
				line.append(' ');
			}
			else if (isHarmful(c)) {
				line.append(REPLACEMENT);
			}
			else {
				line.appendCodePoint(c);
			}
		});
		return line.toString();
	}

	/**
	 * A text for programs.
	 * @param text any text
	 * @return the text on one line, with {@code \t}, {@code \n}, {@code \r}, {@code \\}
	 * and <code>&#92;u</code> with four digits for what a line or a terminal can't carry
	 */
	public static String escaped(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		text.codePoints().forEach((c) -> {
			switch (c) {
				case '\t' -> escaped.append("\\t");
				case '\n' -> escaped.append("\\n");
				case '\r' -> escaped.append("\\r");
				case '\\' -> escaped.append("\\\\");
				default -> {
					if (isHarmful(c)) {
						String digits = Integer.toHexString(c);
						escaped.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
					}
					else {
						escaped.appendCodePoint(c);
					}
				}
			}
		});
		return escaped.toString();
	}

	private static boolean isSpace(int c) {
		return c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
	}

	/** Controls, what turns the direction of what follows, and halves of characters. */
	private static boolean isHarmful(int c) {
		return Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028
				|| c == 0x2029 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
	}

}
