package dev.syncedstore.core.state;

import java.nio.charset.StandardCharsets;

import dev.syncedstore.core.Limits;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.RejectionCode;

/**
 * A key taken apart.
 *
 * @param visibility who may see the entry
 * @param owner the user whose private entry it is; empty for other visibilities
 * @param path {@code {table}/{item_key}}
 */
public record EntryKey(Visibility visibility, String owner, String path) {

	private static final String PRIVATE_PREFIX = "$$pu/";

	private static final String SERVER_ONLY_PREFIX = "$$so/";

	/**
	 * Take a key on the wire apart.
	 * @param wireKey the key on the wire
	 * @return its parts
	 */
	public static EntryKey parse(String wireKey) {
		if (wireKey.startsWith(PRIVATE_PREFIX)) {
			int slash = wireKey.indexOf('/', PRIVATE_PREFIX.length());
			return new EntryKey(Visibility.PRIVATE, wireKey.substring(PRIVATE_PREFIX.length(), slash),
					wireKey.substring(slash + 1));
		}
		if (wireKey.startsWith(SERVER_ONLY_PREFIX)) {
			return new EntryKey(Visibility.SERVER_ONLY, "", wireKey.substring(SERVER_ONLY_PREFIX.length()));
		}
		return new EntryKey(Visibility.SHARED, "", wireKey);
	}

	/**
	 * What the keys of a visibility begin with on the wire.
	 * @param visibility who may see the entries
	 * @param owner the user whose private entries they are; empty for other visibilities
	 * @return the prefix; empty for shared entries
	 */
	public static String prefix(Visibility visibility, String owner) {
		return switch (visibility) {
			case SHARED -> "";
			case PRIVATE -> PRIVATE_PREFIX + owner + "/";
			case SERVER_ONLY -> SERVER_ONLY_PREFIX;
		};
	}

	/**
	 * The key on the wire.
	 * @return the key with the prefix of its visibility
	 */
	public String wireKey() {
		return prefix(this.visibility, this.owner) + this.path;
	}

	/**
	 * Check that a key of an item can be written.
	 * @param table the table's name
	 * @param itemKey the item's key
	 * @throws MutationRejectedException if it can't, with the code {@code invalid_key} or
	 * {@code key_too_large}
	 */
	public static void check(String table, String itemKey) {
		if (itemKey.isEmpty()) {
			throw new MutationRejectedException(RejectionCode.INVALID_KEY, "A key of table " + table + " is empty");
		}
		int bytes = table.length() + 1;
		for (int c : itemKey.codePoints().toArray()) {
			if (Character.isISOControl(c)) {
				throw new MutationRejectedException(RejectionCode.INVALID_KEY,
						"A key of table " + table + " has a control character");
			}
			if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
				throw new MutationRejectedException(RejectionCode.INVALID_KEY,
						"A key of table " + table + " has half a surrogate pair");
			}
			bytes += (c < 0x80) ? 1 : (c < 0x800) ? 2 : (c < 0x10000) ? 3 : 4;
		}
		if (bytes > Limits.MAX_KEY_BYTES) {
			throw new MutationRejectedException(RejectionCode.KEY_TOO_LARGE, "A key of table " + table + " takes "
					+ bytes + " bytes with its table, but may take " + Limits.MAX_KEY_BYTES);
		}
	}

	/**
	 * How many bytes a text takes in UTF-8.
	 * @param text the text
	 * @return the number of bytes
	 */
	public static int utf8Length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
