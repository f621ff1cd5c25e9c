package dev.syncedstore.sample.docs;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.Subscription;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.SyncedStoreClient;
import dev.syncedstore.client.TableListener;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.EditTodo;
import dev.syncedstore.sample.todo.RemoveTodo;
import dev.syncedstore.sample.todo.Todo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The manual's samples of client code.
 */
@SampleTest
class ClientGuideTests {

	@TempDir
	private Path folder;

	private final URI server;

	ClientGuideTests(@LocalServerPort int port) {
		this.server = URI.create("http://localhost:" + port);
	}

	@Test
	void aStoreIsReadAndChangedAtOnce() {
		try (SyncedStore store = open()) {
			// tag::mutate[]
			MutationResult result = store.mutate(TodoMutators::addTodo, new AddTodo("abc", "Buy milk", false, null));
			// Seen here already; on disk at the server, and with everybody else, after
			// this:
			result.confirmed().join();
			// end::mutate[]
			// tag::query[]
			List<Entry<Todo>> todos = store.query((ctx) -> ctx.table(TodoMutators.TODOS).scan());
			// end::query[]
			assertThat(todos).extracting(Entry::key).containsExactly("abc");
		}
	}

	@Test
	void aSubscriptionIsToldWheneverItsResultChanges() {
		List<Integer> counts = new CopyOnWriteArrayList<>();
		try (SyncedStore store = open()) {
			store.waitForServerData().join();
			// tag::subscribe[]
			Subscription subscription = store.subscribe(TodoQueries::inOrder, (todos) -> counts.add(todos.size()));
			// end::subscribe[]
			await().until(() -> !counts.isEmpty());
			int before = counts.get(0);
			store.mutate(TodoMutators::addTodo, new AddTodo("subscribed", "Buy eggs", false, null));
			await().until(() -> counts.get(counts.size() - 1) == before + 1);
			subscription.close();
		}
	}

	@Test
	void whatIsRefusedHereAlreadyIsNotSent() {
		try (SyncedStore store = open()) {
			store.waitForServerData().join();
			assertThatExceptionOfType(MutationRejectedException.class)
				.isThrownBy(() -> store.mutate(TodoMutators::editTodo, new EditTodo("gone", "Buy milk")))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo("todo_not_found"));
			assertThat(store.pending()).isEmpty();
		}
	}

	@Test
	void whatTheServerRefusesIsTakenBack() {
		try (SyncedStore store = open(); SyncedStore other = open()) {
			store.mutate(TodoMutators::addTodo, new AddTodo("contested", "Buy milk", false, null)).confirmed().join();
			other.waitForSync().join();
			other.goOffline();
			MutationResult edit = other.mutate(TodoMutators::editTodo, new EditTodo("contested", "Buy oat milk"));
			store.mutate(TodoMutators::removeTodo, new RemoveTodo("contested")).confirmed().join();
			other.goOnline();
			// tag::rejected[]
			try {
				edit.confirmed().join();
			}
			catch (CompletionException ex) {
				MutationRejectedException rejection = (MutationRejectedException) ex.getCause();
				assertThat(rejection.code()).isEqualTo("todo_not_found");
			}
			// end::rejected[]
			assertThat(edit.confirmed()).isCompletedExceptionally();
		}
	}

	@Test
	void whatIsPendingWaitsInTheFolder() {
		try (SyncedStoreClient client = client(this.folder)) {
			client.goOffline();
			// tag::store[]
			SyncedStore store = client.store("todo", "errands").mutators(new TodoMutators()).build();
			// end::store[]
			store.mutate(TodoMutators::addTodo, new AddTodo("stamps", "Buy stamps", false, null));
		}
		try (SyncedStoreClient client = client(this.folder)) {
			SyncedStore store = client.store("todo", "errands").mutators(new TodoMutators()).build();
			// tag::pending[]
			int unsent = store.pendingCount();
			store.waitForSync().join();
			// end::pending[]
			assertThat(unsent).isEqualTo(1);
			assertThat(store.pendingCount()).isZero();
			assertThat(store.query(TodoQueries::inOrder)).extracting(Entry::key).contains("stamps");
		}
	}

	@Test
	void aTableIsWatchedEntryByEntry() {
		List<String> lines = new CopyOnWriteArrayList<>();
		try (SyncedStore store = open()) {
			// tag::table[]
			store.subscribeToTable(TodoMutators.TODOS, new TableListener<Todo>() {

				@Override
				public void added(String id, Todo todo) {
					lines.add("+ " + todo.text());
				}

				@Override
				public void removed(String id, Todo last) {
					lines.add("- " + last.text());
				}

			});
			// end::table[]
			store.mutate(TodoMutators::addTodo, new AddTodo("watched", "Buy salt", false, null)).confirmed().join();
			store.mutate(TodoMutators::removeTodo, new RemoveTodo("watched")).confirmed().join();
			await().until(() -> lines.contains("- Buy salt"));
			assertThat(lines).contains("+ Buy salt");
		}
	}

	@Test
	void whatOneUserHasNotSentIsNotSentByTheNext() {
		try (SyncedStoreClient client = client(this.folder)) {
			client.goOffline();
			SyncedStore alices = client.store("todo", "secrets").mutators(new TodoMutators()).build();
			alices.mutate(TodoMutators::addTodo, new AddTodo("alices", "Buy a ring", false, null));
			// tag::switch[]
			client.switchUser(Credentials.basic("bob", "bob"));
			// end::switch[]
			client.goOnline();
			SyncedStore bobs = client.store("todo", "secrets").mutators(new TodoMutators()).build();
			bobs.waitForSync().join();
			assertThat(alices.isClosed()).isTrue();
			assertThat(bobs.query(TodoQueries::inOrder)).isEmpty();
			// tag::logout[]
			client.logout(true);
			// end::logout[]
			assertThat(bobs.isClosed()).isTrue();
		}
	}

	private SyncedStoreClient client(Path folder) {
		// tag::client[]
		SyncedStoreClient client = SyncedStoreClient.builder()
			.server(this.server)
			.credentials(Credentials.basic("alice", "alice"))
			.storage(ClientStorage.inFolder(folder))
			.build();
		// end::client[]
		return client;
	}

	private SyncedStore open() {
		// tag::open[]
		SyncedStore store = SyncedStore.builder()
			.server(this.server)
			.credentials(Credentials.basic("alice", "alice"))
			.space("todo", "groceries")
			.mutators(new TodoMutators())
			.build();
		// end::open[]
		return store;
	}

}
