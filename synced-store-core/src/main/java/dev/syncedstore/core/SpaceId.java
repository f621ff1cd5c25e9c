package dev.syncedstore.core;

/**
 * Names a space: one isolated container of data with versions of its own.
 *
 * @param storeType the kind of store: {@code [a-z][a-z0-9-]{0,63}}, except the reserved
 * {@code client}, {@code poke} and {@code mutators}
 * @param instanceId which one: {@code [A-Za-z0-9][A-Za-z0-9._~-]{0,127}}
 */
public record SpaceId(String storeType, String instanceId) {

	private static final int MAX_TYPE_LENGTH = 64;

	private static final int MAX_INSTANCE_LENGTH = 128;

	public SpaceId {
		if (!isStoreType(storeType)) {
			throw new IllegalArgumentException("'" + storeType + "' is not a store type: it must be a lower-case "
					+ "letter, followed by at most 63 lower-case letters, digits and '-', and not one of the "
					+ "reserved client, poke and mutators");
		}
		if (!isInstanceId(instanceId)) {
			throw new IllegalArgumentException("'" + instanceId + "' is not an instance id: it must be a letter or "
					+ "digit, followed by at most 127 letters, digits, '.', '_', '~' and '-'");
		}
	}

	/**
	 * Whether a text can name a store type.
	 * @param text the text
	 * @return {@code true} if it can
	 */
	public static boolean isStoreType(String text) {
		if (text.isEmpty() || text.length() > MAX_TYPE_LENGTH || !isLower(text.charAt(0))) {
			return false;
		}
		for (int i = 1; i < text.length(); i++) {
			char c = text.charAt(i);
			if (!isLower(c) && !isDigit(c) && c != '-') {
				return false;
			}
		}
		return !text.equals("client") && !text.equals("poke") && !text.equals("mutators");
	}

	/**
	 * Whether a text can name an instance.
	 * @param text the text
	 * @return {@code true} if it can
	 */
	public static boolean isInstanceId(String text) {
		if (text.isEmpty() || text.length() > MAX_INSTANCE_LENGTH || !isAlphanumeric(text.charAt(0))) {
			return false;
		}
		for (int i = 1; i < text.length(); i++) {
			char c = text.charAt(i);
			if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '~' && c != '-') {
				return false;
			}
		}
		return true;
	}

	@Override
	public String toString() {
		return this.storeType + "/" + this.instanceId;
	}

	private static boolean isLower(char c) {
		return c >= 'a' && c <= 'z';
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isAlphanumeric(char c) {
		return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
	}

}
