package dev.syncedstore.sample.todo;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.ReadContext;
import org.jspecify.annotations.Nullable;

/**
 * What to read from the todo list.
 */
public final class TodoQueries {

	private TodoQueries() {
	}

	// tag::inOrder[]
	/**
	 * All todos, in the order of the list.
	 * @param ctx what to read from
	 * @return the todos with their ids; those without a position last
	 */
	public static List<Entry<Todo>> inOrder(ReadContext ctx) {
		List<Entry<Todo>> todos = new ArrayList<>(ctx.table(TodoMutators.TODOS).scan());
		todos.sort((one, other) -> compare(one.value().position(), other.value().position()));
		return List.copyOf(todos);
	}
	// end::inOrder[]

	/** Equal positions keep the order of the scan, which is that of the ids. */
	private static int compare(@Nullable String one, @Nullable String other) {
		if (one == null || other == null) {
			return (one == other) ? 0 : (one == null) ? 1 : -1;
		}
		return one.compareTo(other);
	}

}
