package dev.syncedstore.sample.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.rebase.PendingMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.sample.cli.show.ListView;
import dev.syncedstore.sample.cli.show.TodoRow;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;

/**
 * What a store looks like.
 */
final class Views {

	private Views() {
	}

	static ListView of(SyncedStore store) {
		List<PendingMutation> pending = store.pending();
		Set<String> waiting = new HashSet<>();
		pending.forEach((mutation) -> mutation.changes().stream().map(Patch::key).forEach(waiting::add));
		List<TodoRow> rows = new ArrayList<>();
		for (Entry<Todo> todo : store.query(TodoQueries::inOrder)) {
			rows.add(new TodoRow(rows.size() + 1, todo.key(), todo.value(),
					waiting.contains(TodoMutators.TODOS.name() + "/" + todo.key())));
		}
		return new ListView(rows, pending.size());
	}

}
