package dev.syncedstore.autoconfigure.todo;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * Mutators of all three visibilities.
 */
@Mutators(type = "todo")
public class TodoMutators {

	public static final Table<Todo> TODOS = Table.of("todos", Todo.class);

	private static final Table<Todo> NOTES = Table.of("notes", Todo.class);

	private static final Table<Todo> AUDIT = Table.of("audit", Todo.class);

	@Mutator
	public void addTodo(MutationContext ctx, AddTodo args) {
		if (args.text().equals("locked")) {
			throw ctx.reject("list_locked", "The list is locked for " + args.id());
		}
		ctx.table(TODOS).set(args.id(), new Todo(args.text()));
		if (ctx.isServer()) {
			ctx.serverOnly().table(AUDIT).set(args.id(), new Todo("server-secret of " + ctx.userId()));
		}
	}

	@Mutator
	public void setNote(MutationContext ctx, SetNote args) {
		ctx.privateOfUser(ctx.userId()).table(NOTES).set("mine", new Todo(args.text()));
	}

}
