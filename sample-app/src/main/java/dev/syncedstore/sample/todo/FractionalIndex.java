package dev.syncedstore.sample.todo;

import org.jspecify.annotations.Nullable;

/**
 * Positions in a list that always leave room for another one between two neighbours:
 * texts of {@code 0-9A-Za-z}, read as the digits behind a decimal point and compared as
 * texts. To move an item changes that item alone, so two users who move different items
 * don't get into each other's way.
 */
public final class FractionalIndex {

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int MIDDLE = DIGITS.length() / 2;

	private FractionalIndex() {
	}

	/**
	 * A position after a given one, with as few digits as possible: lists mostly grow at
	 * their end.
	 * @param low the position to come after, or {@code null} for the first one of all
	 * @return a position, never ending in {@code 0}
	 */
	public static String after(@Nullable String low) {
		if (low == null) {
			return DIGITS.substring(MIDDLE, MIDDLE + 1);
		}
		for (int i = 0; i < low.length(); i++) {
			int digit = digit(low, i);
			if (digit < DIGITS.length() - 1) {
				return low.substring(0, i) + DIGITS.charAt(digit + 1);
			}
		}
		return low + DIGITS.charAt(1);
	}

	/**
	 * A position between two others.
	 * @param low the position to come after; empty for the beginning of the list
	 * @param high the position to come before. Where two users have put different items
	 * in the same place, nothing lies between them: the result then comes after both
	 * @return a position, never ending in {@code 0}
	 */
	public static String between(String low, String high) {
		StringBuilder result = new StringBuilder();
		boolean belowHigh = false;
		for (int i = 0; belowHigh || i < high.length(); i++) {
			int from = (i < low.length()) ? digit(low, i) : 0;
			int to = belowHigh ? DIGITS.length() : digit(high, i);
			if (to - from > 1) {
				return result.append(DIGITS.charAt((from + to) / 2)).toString();
			}
			belowHigh |= from < to;
			result.append(DIGITS.charAt(from));
		}
		return after(low);
	}

	/** What is none of our digits counts as the nearest one. */
	private static int digit(String position, int index) {
		char c = position.charAt(index);
		int digit = DIGITS.indexOf(c);
		return (digit >= 0) ? digit : (c < '0') ? 0 : DIGITS.length() - 1;
	}

}
