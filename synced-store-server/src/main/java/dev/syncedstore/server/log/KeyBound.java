package dev.syncedstore.server.log;

/**
 * Makes any text a bound that PostgreSQL can compare keys with. Stored keys have neither
 * control characters nor halves of surrogate pairs, but bounds come from whatever a
 * mutator scans for.
 */
final class KeyBound {

	private KeyBound() {
	}

	/**
	 * A text that the same stored keys are below, or equal to, as below the given one.
	 */
	static String of(String bound) {
		int i = 0;
		while (i < bound.length()) {
			int c = bound.codePointAt(i);
			if (c == 0) {
				return bound.substring(0, i) + '\u0001';
			}
			if (c >= Character.MIN_LOW_SURROGATE && c <= Character.MAX_LOW_SURROGATE) {
				// Above all characters, so above all that a key can have here.
				return bound.substring(0, i) + "\uDBFF\uDFFF\uDBFF\uDFFF";
			}
			if (c >= Character.MIN_HIGH_SURROGATE && c <= Character.MAX_HIGH_SURROGATE) {
				return bound.substring(0, i + 1) + '\uDC00';
			}
			i += Character.charCount(c);
		}
		return bound;
	}

	/**
	 * Whether a stored key can be equal to a text.
	 */
	static boolean isPossibleKey(String key) {
		return of(key).equals(key);
	}

}
