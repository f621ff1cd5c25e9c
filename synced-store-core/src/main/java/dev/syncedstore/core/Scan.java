package dev.syncedstore.core;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of a table to read, and in which order. Immutable; made by {@link #all()}
 * or {@link #prefix(String)} and refined from there.
 *
 * @param prefix only keys that begin with it; empty for all
 * @param cursor only keys beyond it in the direction of the scan, itself excluded, or
 * {@code null} to start at the edge: the last key of one page is the cursor of the next
 * @param limit the largest number of entries, at least 1
 * @param reverse whether to go from the largest key down
 */
public record Scan(String prefix, @Nullable String cursor, int limit, boolean reverse) {

	private static final Scan ALL = new Scan("", null, Integer.MAX_VALUE, false);

	public Scan {
		if (limit < 1) {
			throw new IllegalArgumentException("The limit of a scan must be at least 1, but is " + limit);
		}
	}

	/**
	 * All entries, ascending.
	 * @return the scan
	 */
	public static Scan all() {
		return ALL;
	}

	/**
	 * The entries whose keys begin with a prefix, ascending.
	 * @param prefix what the keys begin with
	 * @return the scan
	 */
	public static Scan prefix(String prefix) {
		return new Scan(prefix, null, Integer.MAX_VALUE, false);
	}

	/**
	 * The same scan, with at most so many entries.
	 * @param limit the largest number of entries, at least 1
	 * @return a new scan
	 */
	public Scan limit(int limit) {
		return new Scan(this.prefix, this.cursor, limit, this.reverse);
	}

	/**
	 * The same scan, from beyond a key.
	 * @param cursor the key to begin after, in the direction of the scan
	 * @return a new scan
	 */
	public Scan after(String cursor) {
		return new Scan(this.prefix, cursor, this.limit, this.reverse);
	}

	/**
	 * The same scan, from the largest key down.
	 * @return a new scan
	 */
	public Scan reversed() {
		return new Scan(this.prefix, this.cursor, this.limit, true);
	}

}
