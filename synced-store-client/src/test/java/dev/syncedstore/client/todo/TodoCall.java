package dev.syncedstore.client.todo;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.codec.JacksonValueCodecs;

/**
 * Calls a mutator by its name, with arguments in JSON.
 */
public final class TodoCall {

	private static final JacksonValueCodecs CODECS = JacksonValueCodecs.create();

	private TodoCall() {
	}

	public static MutationResult call(SyncedStore store, String name, String args) {
		return switch (name) {
			case "addTodo" -> store.mutate(TodoMutators::addTodo, read(TodoMutators.AddTodo.class, args));
			case "editTodo" -> store.mutate(TodoMutators::editTodo, read(TodoMutators.EditTodo.class, args));
			case "setCompleted" ->
				store.mutate(TodoMutators::setCompleted, read(TodoMutators.SetCompleted.class, args));
			case "moveTodo" -> store.mutate(TodoMutators::moveTodo, read(TodoMutators.MoveTodo.class, args));
			case "removeTodo" -> store.mutate(TodoMutators::removeTodo, read(TodoMutators.RemoveTodo.class, args));
			case "setNote" -> store.mutate(TodoMutators::setNote, read(TodoMutators.SetNote.class, args));
			default -> throw new AssertionError("Unknown mutator " + name);
		};
	}

	private static <T> T read(Class<T> type, String args) {
		return CODECS.forType(type).read(args);
	}

}
