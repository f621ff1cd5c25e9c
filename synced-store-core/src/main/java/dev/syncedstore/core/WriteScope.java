package dev.syncedstore.core;

/**
 * The tables of one visibility (shared, private of one user, or server-only), for reading
 * and writing.
 */
public interface WriteScope extends ReadScope {

	/**
	 * A table of this visibility.
	 * @param <T> the type of the values
	 * @param table the table
	 * @return a view that is valid as long as the mutation runs
	 */
	@Override
	<T> TableWriter<T> table(Table<T> table);

}
