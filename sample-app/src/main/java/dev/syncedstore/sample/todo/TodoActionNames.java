package dev.syncedstore.sample.todo;

import dev.syncedstore.core.ActionName;

/**
 * What the server can do for a list, by name: clients don't have more of it.
 */
public final class TodoActionNames {

	// tag::names[]
	/** Adds many todos at once. */
	public static final ActionName<ImportTodos, Imported> IMPORT_TODOS = ActionName.of("importTodos", ImportTodos.class,
			Imported.class);

	/** Counts, also what only the server has. */
	public static final ActionName<AskStats, ListStats> STATS = ActionName.of("stats", AskStats.class, ListStats.class);

	// end::names[]

	private TodoActionNames() {
	}

}
