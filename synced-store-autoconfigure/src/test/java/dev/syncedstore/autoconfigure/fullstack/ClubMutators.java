package dev.syncedstore.autoconfigure.fullstack;

import dev.syncedstore.autoconfigure.todo.AddTodo;
import dev.syncedstore.autoconfigure.todo.Todo;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Table;

/**
 * A club whose members are entries of the space itself.
 */
@Mutators(type = "todo")
public class ClubMutators {

	static final Table<Todo> MEMBERS = Table.of("members", Todo.class);

	private static final Table<Todo> NEWS = Table.of("news", Todo.class);

	/** Lets somebody in. */
	@Mutator
	public void letIn(MutationContext ctx, AddTodo args) {
		ctx.table(MEMBERS).set(args.id(), new Todo("member"));
	}

	/** Throws somebody out, and in the same breath tells the others something. */
	@Mutator
	public void throwOut(MutationContext ctx, AddTodo args) {
		ctx.table(MEMBERS).delete(args.id());
		ctx.table(NEWS).set("latest", new Todo(args.text()));
	}

}
