package dev.syncedstore.codec;

/**
 * The form of keys in deltas: {@code {table}/{item_key}}, or that after
 * {@code $$pu/{user_id}/}.
 */
final class WireKey {

	private static final String SYSTEM_PREFIX = "$$";

	private static final String PRIVATE_PREFIX = "$$pu/";

	private WireKey() {
	}

	/**
	 * Whether a text is the key of an entry that may leave the server.
	 * @param key the text
	 * @return {@code false} for server-only keys, too
	 */
	static boolean isVisible(String key) {
		int table = 0;
		if (key.startsWith(SYSTEM_PREFIX)) {
			int owner = PRIVATE_PREFIX.length();
			int slash = key.indexOf('/', owner);
			if (!key.startsWith(PRIVATE_PREFIX) || slash <= owner) {
				return false;
			}
			table = slash + 1;
		}
		int slash = key.indexOf('/', table);
		return slash > table && slash + 1 < key.length() && !MessageFields.hasControl(key);
	}

}
