package dev.syncedstore.core.state;

import java.util.Comparator;

/**
 * The order of keys: that of their UTF-8 bytes, which is the order of their code points.
 * {@link String#compareTo} differs from it where surrogates meet the characters above
 * them.
 */
public final class KeyOrder {

	/** Compares keys by their UTF-8 bytes. */
	public static final Comparator<String> COMPARATOR = KeyOrder::compare;

	private KeyOrder() {
	}

	/**
	 * Compare two keys by their UTF-8 bytes.
	 * @param a a key
	 * @param b another key
	 * @return negative, zero or positive
	 */
	public static int compare(String a, String b) {
		int length = Math.min(a.length(), b.length());
		for (int i = 0; i < length; i++) {
			char x = a.charAt(i);
			char y = b.charAt(i);
			if (x != y) {
				boolean xIsSurrogate = Character.isSurrogate(x);
				if (xIsSurrogate != Character.isSurrogate(y)) {
					return xIsSurrogate ? 1 : -1;
				}
				return x - y;
			}
		}
		return a.length() - b.length();
	}

	/**
	 * The smallest text that is greater than every text with a prefix.
	 * @param prefix the prefix, not empty
	 * @return the exclusive upper bound of the prefix's range
	 */
	public static String endOfPrefix(String prefix) {
		int end = prefix.length();
		while (end > 0) {
			int last = prefix.codePointBefore(end);
			end -= Character.charCount(last);
			if (last < Character.MAX_CODE_POINT) {
				int next = (last + 1 == Character.MIN_SURROGATE) ? Character.MAX_SURROGATE + 1 : last + 1;
				return prefix.substring(0, end) + Character.toString(next);
			}
		}
		throw new IllegalArgumentException("A prefix needs a character below U+10FFFF");
	}

}
