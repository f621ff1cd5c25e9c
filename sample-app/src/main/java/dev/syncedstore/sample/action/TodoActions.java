package dev.syncedstore.sample.action;

import java.util.List;
import java.util.UUID;

import dev.syncedstore.core.Entry;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.AskStats;
import dev.syncedstore.sample.todo.FractionalIndex;
import dev.syncedstore.sample.todo.ImportTodos;
import dev.syncedstore.sample.todo.Imported;
import dev.syncedstore.sample.todo.ListStats;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;
import dev.syncedstore.server.action.Action;
import dev.syncedstore.server.action.ActionContext;
import dev.syncedstore.server.action.Actions;
import org.jspecify.annotations.Nullable;

/**
 * The actions of the todo list.
 */
// tag::actions[]
@Actions(type = "todo")
class TodoActions {

	// end::actions[]
	// tag::import[]
	@Action("Add many todos at the end of the list")
	public Imported importTodos(ActionContext ctx, ImportTodos args) {
		String position = lastPosition(ctx.read(TodoQueries::inOrder));
		for (String text : args.texts()) {
			position = FractionalIndex.after(position);
			// Each is there for everybody at once: the list itself shows the progress.
			ctx.mutate(TodoMutators::addTodo, new AddTodo(UUID.randomUUID().toString(), text, false, position));
		}
		return new Imported(args.texts().size());
	}
	// end::import[]

	// tag::stats[]
	@Action("Count todos, those that are done, and recorded changes")
	public ListStats stats(ActionContext ctx, AskStats args) {
		return ctx.read((now) -> {
			List<Entry<Todo>> todos = now.table(TodoMutators.TODOS).scan();
			int completed = (int) todos.stream().filter((todo) -> todo.value().completed()).count();
			return new ListStats(todos.size(), completed, now.serverOnly().table(TodoMutators.AUDIT).scan().size());
		});
	}
	// end::stats[]

	private static @Nullable String lastPosition(List<Entry<Todo>> todos) {
		String last = null;
		for (Entry<Todo> todo : todos) {
			last = (todo.value().position() != null) ? todo.value().position() : last;
		}
		return last;
	}

	// tag::actions[]

}
// end::actions[]
