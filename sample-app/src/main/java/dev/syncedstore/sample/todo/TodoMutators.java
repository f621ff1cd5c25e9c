package dev.syncedstore.sample.todo;

import java.util.List;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.Scan;
import dev.syncedstore.core.Table;
import dev.syncedstore.core.TableWriter;

/**
 * The rules of the todo list. The server runs them with authority, clients run them at
 * once, and the browser runs the same bytecode as JavaScript; hence only core and this
 * package, and nothing that differs from one run to the next.
 */
@Mutators(type = "todo")
public class TodoMutators {

	// tag::tables[]
	/** Everybody's todos, by id. */
	public static final Table<Todo> TODOS = Table.of("todos", Todo.class);

	/** Each user's own notes. */
	public static final Table<Note> NOTES = Table.of("notes", Note.class);

	/** Who changed the list; server-only, by a running number. */
	public static final Table<AuditEntry> AUDIT = Table.of("audit", AuditEntry.class);

	// end::tables[]

	/** Who has which prize, by prize and user. */
	public static final Table<PrizeClaim> CLAIMS = Table.of("claims", PrizeClaim.class);

	/** The key of the one note that a user has. */
	public static final String NOTE_KEY = "mine";

	/** The code with which a change to a todo that is not there is rejected. */
	public static final String TODO_NOT_FOUND = "todo_not_found";

	/** The code with which somebody's second claim of a prize is rejected. */
	public static final String CLAIMED_ALREADY = "claimed_already";

	/** The code with which a claim is rejected that came too late. */
	public static final String SOLD_OUT = "sold_out";

	private static final int AUDIT_KEY_DIGITS = 12;

	// tag::addTodo[]
	@Mutator(description = "Add a todo to the list")
	public void addTodo(MutationContext ctx, AddTodo args) {
		ctx.table(TODOS).set(args.id(), new Todo(args.text(), args.completed(), args.position()));
		audit(ctx, "addTodo", args.id());
	}
	// end::addTodo[]

	@Mutator(description = "Change the text of a todo")
	public void editTodo(MutationContext ctx, EditTodo args) {
		Todo todo = find(ctx, args.id());
		ctx.table(TODOS).set(args.id(), new Todo(args.text(), todo.completed(), todo.position()));
		audit(ctx, "editTodo", args.id());
	}

	// tag::setCompleted[]
	@Mutator(description = "Tick a todo off, or back on")
	public void setCompleted(MutationContext ctx, SetCompleted args) {
		Todo todo = find(ctx, args.id());
		ctx.table(TODOS).set(args.id(), new Todo(todo.text(), args.completed(), todo.position()));
		audit(ctx, "setCompleted", args.id());
	}
	// end::setCompleted[]

	@Mutator(description = "Put a todo elsewhere in the list")
	public void moveTodo(MutationContext ctx, MoveTodo args) {
		Todo todo = find(ctx, args.id());
		ctx.table(TODOS).set(args.id(), new Todo(todo.text(), todo.completed(), args.position()));
		audit(ctx, "moveTodo", args.id());
	}

	/**
	 * Removing what somebody else has removed meanwhile is fine: the wish is fulfilled.
	 */
	@Mutator(description = "Remove a todo from the list")
	public void removeTodo(MutationContext ctx, RemoveTodo args) {
		if (ctx.table(TODOS).has(args.id())) {
			ctx.table(TODOS).delete(args.id());
			audit(ctx, "removeTodo", args.id());
		}
	}

	// tag::setNote[]
	@Mutator(description = "Replace your own note, which nobody else can see")
	public void setNote(MutationContext ctx, SetNote args) {
		ctx.privateOfUser(ctx.userId()).table(NOTES).set(NOTE_KEY, new Note(args.text()));
	}
	// end::setNote[]

	// tag::claim[]
	@Mutator(description = "Claim one of the prizes, of which there are only so many", transactional = true)
	public void claim(MutationContext ctx, Claim args) {
		String key = args.prizeId() + "/" + ctx.userId();
		if (ctx.table(CLAIMS).has(key)) {
			throw ctx.reject(CLAIMED_ALREADY, "You have one already");
		}
		ctx.table(CLAIMS).set(key, new PrizeClaim(ctx.userId()));
		ctx.onServer(PrizeStock.class, (stock) -> {
			if (!stock.take(args.prizeId())) {
				throw ctx.reject(SOLD_OUT, "Somebody was faster: none is left");
			}
		});
	}
	// end::claim[]

	// tag::reject[]
	private static Todo find(MutationContext ctx, String id) {
		return ctx.table(TODOS)
			.get(id)
			.orElseThrow(() -> ctx.reject(TODO_NOT_FOUND, "This todo is not there any more"));
	}
	// end::reject[]

	// tag::audit[]
	/**
	 * Record a change in the same step. The next number is read from the table itself: a
	 * counter kept anywhere else would not be rolled back with a mutation that fails.
	 */
	private static void audit(MutationContext ctx, String mutator, String todo) {
		if (ctx.isServer()) {
			TableWriter<AuditEntry> table = ctx.serverOnly().table(AUDIT);
			List<Entry<AuditEntry>> last = table.scan(Scan.all().reversed().limit(1));
			long number = last.isEmpty() ? 1 : Long.parseLong(last.get(0).key()) + 1;
			String digits = Long.toString(number);
			table.set("0".repeat(AUDIT_KEY_DIGITS - digits.length()) + digits,
					new AuditEntry(ctx.userId(), mutator, todo));
		}
	}
	// end::audit[]

}
