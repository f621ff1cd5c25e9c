package dev.syncedstore.sample.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.core.Entry;
import dev.syncedstore.sample.cli.show.Output;
import dev.syncedstore.sample.cli.show.Output.Deed;
import dev.syncedstore.sample.cli.show.TodoRow;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.AskStats;
import dev.syncedstore.sample.todo.Claim;
import dev.syncedstore.sample.todo.EditTodo;
import dev.syncedstore.sample.todo.FractionalIndex;
import dev.syncedstore.sample.todo.ImportTodos;
import dev.syncedstore.sample.todo.ListStats;
import dev.syncedstore.sample.todo.MoveTodo;
import dev.syncedstore.sample.todo.Note;
import dev.syncedstore.sample.todo.RemoveTodo;
import dev.syncedstore.sample.todo.SetCompleted;
import dev.syncedstore.sample.todo.SetNote;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.sample.todo.TodoActionNames;
import dev.syncedstore.sample.todo.TodoMutators;

/**
 * What can be done with a list.
 */
final class TodoDeeds {

	/** Comes after all positions, as on the page. */
	private static final String NO_POSITION = "~";

	private static final int IMPORTED_AT_ONCE = 100;

	private final ListSession session;

	private final Output output;

	TodoDeeds(ListSession session, Output output) {
		this.session = session;
		this.output = output;
	}

	void add(String text) throws InterruptedException {
		List<Entry<Todo>> todos = this.session.todos();
		// Where there is no copy of the list, at its end, wherever that is.
		String position = this.session.store().isBootstrapped()
				? FractionalIndex.after(todos.isEmpty() ? null : position(todos.get(todos.size() - 1))) : null;
		String id = UUID.randomUUID().toString();
		settle(Deed.ADDED, id, this.session.mutate(TodoMutators::addTodo, new AddTodo(id, text, false, position)));
	}

	void complete(List<String> meant, boolean completed) throws InterruptedException {
		for (Entry<Todo> todo : find(meant)) {
			settle(completed ? Deed.DONE : Deed.UNDONE, todo.key(),
					this.session.mutate(TodoMutators::setCompleted, new SetCompleted(todo.key(), completed)));
		}
	}

	void edit(String meant, String text) throws InterruptedException {
		String id = this.session.find(meant).key();
		settle(Deed.EDITED, id, this.session.mutate(TodoMutators::editTodo, new EditTodo(id, text)));
	}

	void move(String meant, int place) throws InterruptedException {
		Entry<Todo> todo = this.session.find(meant);
		List<Entry<Todo>> others = new ArrayList<>(this.session.todos());
		others.removeIf((each) -> each.key().equals(todo.key()));
		int target = Math.max(0, Math.min(place - 1, others.size()));
		String low = (target > 0) ? position(others.get(target - 1)) : "";
		String position = (target < others.size()) ? FractionalIndex.between(low, position(others.get(target)))
				: FractionalIndex.after(low.isEmpty() ? null : low);
		settle(Deed.MOVED, todo.key(), this.session.mutate(TodoMutators::moveTodo, new MoveTodo(todo.key(), position)));
	}

	void remove(List<String> meant) throws InterruptedException {
		for (Entry<Todo> todo : find(meant)) {
			TodoRow last = row(todo.key()).orElse(new TodoRow(0, todo.key(), todo.value(), false));
			MutationResult result = this.session.mutate(TodoMutators::removeTodo, new RemoveTodo(todo.key()));
			this.session.settle(result);
			this.output.deed(Deed.REMOVED,
					new TodoRow(last.number(), last.id(), last.todo(), !result.confirmed().isDone()));
		}
	}

	void list() {
		this.output.list(this.session.view());
	}

	void showNote() {
		this.output.text(this.session.store()
			.query((ctx) -> ctx.privateOfUser(ctx.userId()).table(TodoMutators.NOTES).get(TodoMutators.NOTE_KEY))
			.map(Note::text)
			.orElse(""));
	}

	void writeNote(String text) throws InterruptedException {
		this.session.settle(this.session.mutate(TodoMutators::setNote, new SetNote(text)));
		this.output.text(text);
	}

	void claim(String prize) throws InterruptedException {
		this.session.settle(this.session.mutate(TodoMutators::claim, new Claim(prize)));
		this.output.text(prize);
	}

	/** In parts that one call may have. */
	void importTodos(List<String> texts) throws InterruptedException {
		int imported = 0;
		for (int from = 0; from < texts.size(); from += IMPORTED_AT_ONCE) {
			List<String> part = texts.subList(from, Math.min(from + IMPORTED_AT_ONCE, texts.size()));
			imported += this.session.call(TodoActionNames.IMPORT_TODOS, new ImportTodos(List.copyOf(part))).count();
		}
		this.output.text(String.valueOf(imported));
	}

	void stats() throws InterruptedException {
		ListStats stats = this.session.call(TodoActionNames.STATS, new AskStats());
		this.output.text("todos " + stats.todos() + ", done " + stats.completed() + ", changes " + stats.audited());
	}

	/** All of them before the first is changed, since that changes the numbers. */
	private List<Entry<Todo>> find(List<String> meant) {
		return meant.stream().map(this.session::find).toList();
	}

	private void settle(Deed deed, String id, MutationResult result) throws InterruptedException {
		this.session.settle(result);
		row(id).ifPresent((row) -> this.output.deed(deed, row));
	}

	private Optional<TodoRow> row(String id) {
		return this.session.view().rows().stream().filter((row) -> row.id().equals(id)).findFirst();
	}

	private static String position(Entry<Todo> todo) {
		String position = todo.value().position();
		return (position != null) ? position : NO_POSITION;
	}

}
