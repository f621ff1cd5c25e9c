package dev.syncedstore.core;

/**
 * One entry of which there is only one: a table's name, a fixed key in it, and the type
 * of its value. Several may share a table under different keys, each with a type of its
 * own. One may exist in all three visibilities; they are different entries.
 *
 * @param tableName names the table, as in {@link Table}
 * @param key the key in it
 * @param valueType the type of the value
 * @param <T> the type of the value
 */
public record Singleton<T>(String tableName, String key, Class<T> valueType) {

	public Singleton {
		if (key.isEmpty()) {
			throw new IllegalArgumentException("A singleton of table " + tableName + " needs a key");
		}
		new Table<>(tableName, valueType);
	}

	/**
	 * A singleton.
	 * @param <T> the type of the value
	 * @param tableName the name of the table
	 * @param key the key in it
	 * @param valueType the type of the value
	 * @return the singleton
	 */
	public static <T> Singleton<T> of(String tableName, String key, Class<T> valueType) {
		return new Singleton<>(tableName, key, valueType);
	}

	/**
	 * The table that it is in, as if all of its values were of this type.
	 * @return the table
	 */
	public Table<T> table() {
		return new Table<>(this.tableName, this.valueType);
	}

}
