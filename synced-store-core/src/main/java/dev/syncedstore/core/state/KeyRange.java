package dev.syncedstore.core.state;

import dev.syncedstore.core.Scan;

/**
 * A contiguous range of keys on the wire, and the direction to read it in.
 *
 * @param from the lower bound
 * @param fromInclusive whether the lower bound belongs to the range
 * @param to the upper bound, which doesn't belong to the range
 * @param reverse whether to go from the upper bound down
 */
public record KeyRange(String from, boolean fromInclusive, String to, boolean reverse) {

	/** A range that ends before it begins is one without keys. */
	public KeyRange {
		to = (KeyOrder.compare(from, to) <= 0) ? to : from;
	}

	/**
	 * All keys with a prefix, ascending.
	 * @param prefix the prefix, not empty
	 * @return the range
	 */
	public static KeyRange ofPrefix(String prefix) {
		return new KeyRange(prefix, true, KeyOrder.endOfPrefix(prefix), false);
	}

	/**
	 * The range that a scan of a table covers.
	 * @param tablePrefix what all keys of the table begin with
	 * @param scan the scan
	 * @return the range
	 */
	public static KeyRange of(String tablePrefix, Scan scan) {
		String prefix = tablePrefix + scan.prefix();
		String from = prefix;
		boolean fromInclusive = true;
		String to = KeyOrder.endOfPrefix(prefix);
		if (scan.cursor() != null) {
			String cursor = tablePrefix + scan.cursor();
			if (scan.reverse()) {
				to = (KeyOrder.compare(cursor, to) < 0) ? cursor : to;
			}
			else if (KeyOrder.compare(cursor, from) >= 0) {
				from = cursor;
				fromInclusive = false;
			}
		}
		return new KeyRange(from, fromInclusive, to, scan.reverse());
	}

	/**
	 * The part of the range up to a key, in its direction.
	 * @param key a key of the range, which belongs to the part
	 * @return the part
	 */
	public KeyRange until(String key) {
		// No key has control characters, so nothing lies between.
		return this.reverse ? new KeyRange(key, true, this.to, true)
				: new KeyRange(this.from, this.fromInclusive, key + '\0', false);
	}

	/**
	 * Whether a key is in the range.
	 * @param key a key on the wire
	 * @return {@code true} if it is
	 */
	public boolean contains(String key) {
		int lower = KeyOrder.compare(key, this.from);
		return (lower > 0 || (lower == 0 && this.fromInclusive)) && KeyOrder.compare(key, this.to) < 0;
	}

}
