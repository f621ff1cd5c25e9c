package dev.syncedstore.sample.docs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.AuditEntry;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's samples of server code.
 */
@SampleTest
class ServerSideTests {

	private final Reminders reminders;

	ServerSideTests(@Autowired SyncedStores stores) {
		this.reminders = new Reminders(stores);
	}

	@Test
	void serverCodeChangesAndReadsSpaces() throws Exception {
		this.reminders.remind("Water the plants").get(10, TimeUnit.SECONDS);
		assertThat(this.reminders.todos()).extracting((todo) -> todo.value().text())
			.containsExactly("Water the plants");
		assertThat(this.reminders.audit()).extracting((entry) -> entry.value().user()).containsExactly("$system");
	}

	static class Reminders {

		// tag::mutate[]
		private final SyncedStores stores;

		Reminders(SyncedStores stores) {
			this.stores = stores;
		}

		CompletableFuture<Void> remind(String text) {
			return this.stores.mutate(new SpaceId("todo", "reminders"), TodoMutators::addTodo,
					new AddTodo(text, text, false, null), Actor.system());
		}
		// end::mutate[]

		// tag::read[]
		List<Entry<Todo>> todos() {
			return this.stores.read(new SpaceId("todo", "reminders"), TodoQueries::inOrder);
		}

		List<Entry<AuditEntry>> audit() {
			return this.stores.read(new SpaceId("todo", "reminders"),
					(ctx) -> ctx.serverOnly().table(TodoMutators.AUDIT).scan());
		}
		// end::read[]

	}

}
