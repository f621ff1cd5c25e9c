package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.client.todo.TodoMutators.SetCompleted;
import dev.syncedstore.client.todo.TodoMutators.SetNote;
import dev.syncedstore.client.todo.TodoMutators.Todo;
import dev.syncedstore.core.Scan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens in a table, entry by entry; and how little is looked at for it.
 */
class LiveTableTests {

	private final ScriptedClient client = ScriptedClient.connected();

	private final SyncedStore store = this.client.store;

	private final List<String> seen = new ArrayList<>();

	@Test
	void whatIsThereIsAddedFirstAndThenWhatComes() {
		this.client.add("milk");
		this.client.add("eggs");
		this.store.subscribeToTable(TodoMutators.TODOS, new Writer());
		assertThat(this.seen).containsExactly("+eggs", "+milk");
		this.client.add("jam");
		assertThat(this.seen).endsWith("+jam").hasSize(3);
	}

	@Test
	void changesAndRemovalsAreTold() {
		this.store.subscribeToTable(TodoMutators.TODOS, new Writer());
		this.client.add("milk");
		this.store.mutate(TodoMutators::setCompleted, new SetCompleted("milk", true));
		this.store.mutate(TodoMutators::setCompleted, new SetCompleted("milk", true));
		this.client.poke(this.client.foreign(1, 1, "eggs"));
		this.client.poke(this.client.foreign(2, 2, "-eggs"));
		assertThat(this.seen).containsExactly("+milk", "milk false to true", "+eggs", "-eggs");
	}

	@Test
	void aResetTellsOnlyWhatDiffers() {
		this.client.poke(this.client.foreign(1, 1, "eggs", "milk"));
		this.store.subscribeToTable(TodoMutators.TODOS, new Writer());
		this.seen.clear();
		this.store.goOffline();
		this.store.goOnline();
		this.client.run();
		this.client.answerPull(this.client.reset(2, 0, "milk", "tea"));
		assertThat(this.seen).containsExactly("-eggs", "+tea");
	}

	@Test
	void aTableOfAnotherVisibilityIsWatchedToo() {
		List<String> notes = new ArrayList<>();
		this.store.subscribeToTable((ctx) -> ctx.privateOfUser(ctx.userId()).table(TodoMutators.NOTES),
				new TableListener<TodoMutators.Note>() {

					@Override
					public void added(String key, TodoMutators.Note value) {
						notes.add(key);
					}

				});
		this.client.add("milk");
		this.store.mutate(TodoMutators::setNote, new SetNote("x"));
		assertThat(notes).hasSize(1);
	}

	@Test
	void anEndedOneIsToldNothing() {
		this.store.subscribeToTable(TodoMutators.TODOS, new Writer()).close();
		this.client.add("milk");
		assertThat(this.seen).isEmpty();
	}

	@Test
	void aListenerThatThrowsMissesNothing() {
		this.store.subscribeToTable(TodoMutators.TODOS, new TableListener<Todo>() {

			@Override
			public void added(String key, Todo value) {
				LiveTableTests.this.seen.add(key);
				throw new IllegalStateException("A fault of the listener");
			}

		});
		this.client.poke(this.client.foreign(1, 1, "eggs", "milk"));
		this.client.add("tea");
		assertThat(this.seen).containsExactly("eggs", "milk", "tea");
	}

	@Test
	void aScanWithALimitIsNotTouchedByWhatLiesBeyond() {
		this.client.poke(this.client.foreign(1, 1, "b", "d", "f"));
		this.store.subscribe((ctx) -> {
			this.seen.add("run");
			return ctx.table(TodoMutators.TODOS).scan(Scan.all().limit(2));
		}, (entries) -> {
		});
		this.seen.clear();
		this.client.add("e");
		assertThat(this.seen).isEmpty();
		this.client.add("c");
		assertThat(this.seen).containsExactly("run");
		this.client.add("d");
		assertThat(this.seen).containsExactly("run");
	}

	@Test
	void ofAThousandSubscriptionsOnlyThoseThatAreTouchedRun() {
		for (int i = 0; i < 1_000; i++) {
			String id = "todo-" + i + "/";
			this.store.subscribe((ctx) -> {
				this.seen.add(id);
				return ctx.table(TodoMutators.TODOS).scan(Scan.prefix(id)).size();
			}, (size) -> {
			});
		}
		this.seen.clear();
		this.client.add("todo-77/a");
		assertThat(this.seen).containsExactly("todo-77/");
	}

	private final class Writer implements TableListener<Todo> {

		@Override
		public void added(String key, Todo value) {
			LiveTableTests.this.seen.add("+" + key);
		}

		@Override
		public void changed(String key, Todo value, Todo before) {
			LiveTableTests.this.seen.add(key + " " + before.completed() + " to " + value.completed());
		}

		@Override
		public void removed(String key, Todo last) {
			LiveTableTests.this.seen.add("-" + key);
		}

	}

}
