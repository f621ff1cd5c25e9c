package dev.syncedstore.processor.typescript;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Translates regular expressions of Java's to ones of JavaScript's that match the same
 * texts as a whole. What differs between the two, or might, it doesn't translate:
 * boundaries, references, possessive quantifiers, Unicode properties, classes within
 * classes, flags.
 */
final class JavaScriptPattern {

	private static final String SPACES = " \\t\\n\\x0b\\f\\r";

	private static final String LINE_ENDS = "\\n\\r\\u0085\\u2028\\u2029";

	private static final String SYNTAX = "^$\\.*+?()[]{}|/";

	private final String java;

	private final StringBuilder result = new StringBuilder();

	private int at;

	private JavaScriptPattern(String java) {
		this.java = java;
	}

	/**
	 * Translate.
	 * @param java a regular expression of Java's
	 * @return a literal of JavaScript's, or {@code null} if it would not be the same
	 */
	static @Nullable String of(String java) {
		JavaScriptPattern pattern = new JavaScriptPattern(java);
		return pattern.translate() ? "/^(?:" + pattern.result + ")$/u" : null;
	}

	private boolean translate() {
		while (this.at < this.java.length()) {
			char c = this.java.charAt(this.at);
			boolean done = switch (c) {
				case '\\' -> escape();
				case '[' -> characterClass();
				case '(' -> group();
				case '{' -> times();
				case '*', '+', '?' -> quantifier(String.valueOf(c));
				case '.' -> put("[^" + LINE_ENDS + "]", 1);
				case ')', '|' -> put(String.valueOf(c), 1);
				case '^' -> this.at == 0 && put("", 1);
				case '$' -> this.at == this.java.length() - 1 && put("", 1);
				case ']', '}' -> put("\\" + c, 1);
				default -> literal();
			};
			if (!done) {
				return false;
			}
		}
		return true;
	}

	private boolean put(String text, int length) {
		this.result.append(text);
		this.at += length;
		return true;
	}

	private boolean literal() {
		int character = this.java.codePointAt(this.at);
		return put(quoted(character), Character.charCount(character));
	}

	private boolean group() {
		String rest = this.java.substring(this.at);
		for (String start : new String[] { "(?:", "(?=", "(?!" }) {
			if (rest.startsWith(start)) {
				return put(start, start.length());
			}
		}
		return !rest.startsWith("(?") && put("(?:", 1);
	}

	private boolean times() {
		int end = this.java.indexOf('}', this.at);
		String times = (end >= 0) ? this.java.substring(this.at, end + 1) : "";
		return times.matches("\\{\\d{1,9}(,\\d{0,9})?}") && quantifier(times);
	}

	private boolean quantifier(String quantifier) {
		put(quantifier, quantifier.length());
		if (this.at < this.java.length() && this.java.charAt(this.at) == '?') {
			put("?", 1);
		}
		return this.at >= this.java.length() || "*+?{".indexOf(this.java.charAt(this.at)) < 0;
	}

	private boolean escape() {
		if (this.at + 1 >= this.java.length()) {
			return false;
		}
		return switch (this.java.charAt(this.at + 1)) {
			case 's' -> put("[" + SPACES + "]", 2);
			case 'S' -> put("[^" + SPACES + "]", 2);
			case 'd' -> put("\\d", 2);
			case 'D' -> put("\\D", 2);
			case 'w' -> put("\\w", 2);
			case 'W' -> put("\\W", 2);
			default -> {
				int character = character();
				yield character >= 0 && put(quoted(character), 0);
			}
		};
	}

	private boolean characterClass() {
		StringBuilder items = new StringBuilder("[");
		this.at++;
		if (this.at < this.java.length() && this.java.charAt(this.at) == '^') {
			items.append('^');
			this.at++;
		}
		int start = this.at;
		while (this.at < this.java.length() && this.java.charAt(this.at) != ']') {
			String set = setInClass();
			if (set != null) {
				items.append(set);
				continue;
			}
			int from = character();
			if (from < 0) {
				return false;
			}
			items.append(quotedInClass(from));
			if (isRange()) {
				this.at++;
				int to = character();
				if (to < from) {
					return false;
				}
				items.append('-').append(quotedInClass(to));
			}
		}
		return this.at > start && this.at < this.java.length() && put(items.append(']').toString(), 1);
	}

	/** A dash between two characters. */
	private boolean isRange() {
		return this.at + 1 < this.java.length() && this.java.charAt(this.at) == '-'
				&& this.java.charAt(this.at + 1) != ']';
	}

	private @Nullable String setInClass() {
		if (!this.java.startsWith("\\", this.at) || this.at + 1 >= this.java.length()) {
			return null;
		}
		char kind = this.java.charAt(this.at + 1);
		String set = (kind == 's') ? SPACES : ("dDwW".indexOf(kind) >= 0) ? "\\" + kind : null;
		this.at += (set != null) ? 2 : 0;
		return set;
	}

	/**
	 * Step over one character, escaped or not.
	 * @return the character, or -1 if it means something else
	 */
	private int character() {
		char c = this.java.charAt(this.at);
		if (c == '[' || c == '&' || c == '^') {
			return -1;
		}
		if (c != '\\') {
			int character = this.java.codePointAt(this.at);
			this.at += Character.charCount(character);
			return character;
		}
		if (this.at + 1 >= this.java.length()) {
			return -1;
		}
		char escaped = this.java.charAt(this.at + 1);
		int digits = (escaped == 'u') ? 4 : (escaped == 'x') ? 2 : 0;
		if (digits > 0) {
			int end = this.at + 2 + digits;
			String hex = (end <= this.java.length()) ? this.java.substring(this.at + 2, end) : "";
			if (!hex.matches("\\p{XDigit}+") || Character.isSurrogate((char) Integer.parseInt(hex, 16))) {
				return -1;
			}
			this.at = end;
			return Integer.parseInt(hex, 16);
		}
		int index = "tnrf".indexOf(escaped);
		if (index >= 0 || (escaped < 128 && !Character.isLetterOrDigit(escaped))) {
			this.at += 2;
			return (index >= 0) ? "\t\n\r\f".charAt(index) : escaped;
		}
		return -1;
	}

	private static String quoted(int character) {
		if (SYNTAX.indexOf(character) >= 0) {
			return "\\" + (char) character;
		}
		return (character < ' ' || character == 0x2028 || character == 0x2029)
				? String.format(Locale.ROOT, "\\u%04x", character) : Character.toString(character);
	}

	private static String quotedInClass(int character) {
		return (character == '-') ? "\\-" : quoted(character);
	}

}
