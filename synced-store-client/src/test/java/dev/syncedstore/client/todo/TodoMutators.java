package dev.syncedstore.client.todo;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;
import org.jspecify.annotations.Nullable;

/**
 * The todo list that the scenarios speak of.
 */
@Mutators(type = "todo")
public final class TodoMutators {

	public static final Table<Todo> TODOS = Table.of("todos", Todo.class);

	public static final Table<Note> NOTES = Table.of("notes", Note.class);

	@Mutator
	public void addTodo(MutationContext ctx, AddTodo args) {
		ctx.table(TODOS).set(args.id(), new Todo(args.text(), args.completed(), args.position()));
	}

	@Mutator
	public void editTodo(MutationContext ctx, EditTodo args) {
		Todo todo = find(ctx, args.id());
		ctx.table(TODOS).set(args.id(), new Todo(args.text(), todo.completed(), todo.position()));
	}

	@Mutator
	public void setCompleted(MutationContext ctx, SetCompleted args) {
		Todo todo = find(ctx, args.id());
		ctx.table(TODOS).set(args.id(), new Todo(todo.text(), args.completed(), todo.position()));
	}

	@Mutator
	public void moveTodo(MutationContext ctx, MoveTodo args) {
		Todo todo = find(ctx, args.id());
		ctx.table(TODOS).set(args.id(), new Todo(todo.text(), todo.completed(), args.position()));
	}

	@Mutator
	public void removeTodo(MutationContext ctx, RemoveTodo args) {
		ctx.table(TODOS).delete(args.id());
	}

	@Mutator
	public void setNote(MutationContext ctx, SetNote args) {
		ctx.privateOfUser(ctx.userId()).table(NOTES).set("mine", new Note(args.text()));
	}

	private static Todo find(MutationContext ctx, String id) {
		return ctx.table(TODOS).get(id).orElseThrow(() -> ctx.reject("todo_not_found", "There is no todo " + id));
	}

	public record Todo(String text, boolean completed, @Nullable String position) {
	}

	public record Note(String text) {
	}

	public record AddTodo(String id, String text, boolean completed, @Nullable String position) {
	}

	public record EditTodo(String id, String text) {
	}

	public record SetCompleted(String id, boolean completed) {
	}

	public record MoveTodo(String id, String position) {
	}

	public record RemoveTodo(String id) {
	}

	public record SetNote(String text) {
	}

}
