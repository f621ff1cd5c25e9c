package dev.syncedstore.benchmarks.load;

import java.util.Random;

/**
 * Makes texts that compress about as well as those that people write.
 */
final class Texts {

	/** Of what makes a value of 120 bytes. */
	static final int LENGTH = 120 - "{\"text\":\"\"}".length();

	private static final String[] SYLLABLES = { "ba", "con", "der", "en", "fi", "go", "hal", "in", "ja", "ken", "lo",
			"mi", "na", "or", "pas", "qui", "ren", "so", "ta", "un", "ver", "wi", "xe", "yl", "zu" };

	private final Random random;

	Texts(long seed) {
		this.random = new Random(seed);
	}

	/** The next text, of {@link #LENGTH} ASCII characters. */
	String next() {
		StringBuilder text = new StringBuilder(LENGTH + 4);
		while (text.length() < LENGTH) {
			text.append(SYLLABLES[this.random.nextInt(SYLLABLES.length)]);
			if (this.random.nextInt(3) == 0) {
				text.append(' ');
			}
		}
		return text.substring(0, LENGTH);
	}

}
