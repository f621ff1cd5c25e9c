package dev.syncedstore.core;

/**
 * An entry that is being migrated. What takes its place is in the same visibility and of
 * the same owner.
 *
 * @param <T> the type of the old value
 */
public interface MigratedEntry<T> {

	/**
	 * Its key within the table.
	 * @return the key
	 */
	String key();

	/**
	 * Its value before.
	 * @return the old value
	 */
	T value();

	/**
	 * Whose it is.
	 * @return the user, or an empty text where it is not private
	 */
	String owner();

	/**
	 * The tables that are visible to the same users.
	 * @return its visibility
	 */
	WriteScope scope();

	/**
	 * Put a new value in its place, under the same key. If that is another table, the old
	 * entry goes away.
	 * @param <N> the type of the new value
	 * @param table the table as it is now
	 * @param value the new value
	 */
	<N> void set(Table<N> table, N value);

	/**
	 * Remove it.
	 */
	void delete();

}
