package dev.syncedstore.core;

/**
 * A named table and the type of its values: a record that JSON can carry. One name may
 * exist in all three visibilities; they are different tables.
 *
 * @param name {@code $?[A-Za-z][A-Za-z0-9_-]{0,63}}; names that begin with {@code $} are
 * the system's and can only be read
 * @param valueType the type of the values
 * @param <T> the type of the values
 */
public record Table<T>(String name, Class<T> valueType) {

	private static final int MAX_NAME_LENGTH = 64;

	public Table {
		int start = name.startsWith("$") ? 1 : 0;
		int length = name.length() - start;
		boolean valid = length >= 1 && length <= MAX_NAME_LENGTH && isLetter(name.charAt(start));
		for (int i = start; valid && i < name.length(); i++) {
			char c = name.charAt(i);
			valid = isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
		}
		if (!valid) {
			throw new IllegalArgumentException("'" + name + "' can't name a table: it must be a letter, followed by "
					+ "at most 63 letters, digits, '_' and '-'");
		}
	}

	/**
	 * A table.
	 * @param <T> the type of the values
	 * @param name the name of the table
	 * @param valueType the type of the values
	 * @return the table
	 */
	public static <T> Table<T> of(String name, Class<T> valueType) {
		return new Table<>(name, valueType);
	}

	/**
	 * Whether the table belongs to the system, so that applications can only read it.
	 * @return {@code true} if the name begins with {@code $}
	 */
	public boolean isSystem() {
		return this.name.charAt(0) == '$';
	}

	private static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

}
