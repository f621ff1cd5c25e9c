package dev.syncedstore.sample.docs;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.sample.todo.TodoQueries;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manual's samples of access, at work.
 */
@SampleTest
@Import(AccessSamples.class)
class AccessSamplesTests {

	private final URI server;

	AccessSamplesTests(@LocalServerPort int port) {
		this.server = URI.create("http://localhost:" + port);
	}

	@Test
	void theResolverSaysWhoTheUserIs() {
		try (SyncedStore store = open("alice", "everybody")) {
			store.waitForServerData().orTimeout(20, TimeUnit.SECONDS).join();
			assertThat(store.userId()).hasValue("user-alice");
		}
	}

	@Test
	void thePolicySaysWhoMayWrite() {
		try (SyncedStore owner = open("bob", "user-bob-list"); SyncedStore guest = open("alice", "user-bob-list")) {
			add(owner, "milk").orTimeout(20, TimeUnit.SECONDS).join();
			guest.waitForSync().orTimeout(20, TimeUnit.SECONDS).join();
			assertThat(guest.query(TodoQueries::inOrder)).hasSize(1);
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> add(guest, "eggs").orTimeout(20, TimeUnit.SECONDS).join())
				.havingCause()
				.isInstanceOfSatisfying(MutationRejectedException.class,
						(rejection) -> assertThat(rejection.code()).isEqualTo("access_denied"));
		}
	}

	private static CompletableFuture<Void> add(SyncedStore store, String text) {
		return store.mutate(TodoMutators::addTodo, new AddTodo(text, text, false, null)).confirmed();
	}

	private SyncedStore open(String user, String list) {
		return SyncedStore.builder()
			.server(this.server)
			.credentials(Credentials.basic(user, user))
			.space("todo", list)
			.mutators(new TodoMutators())
			.build();
	}

}
