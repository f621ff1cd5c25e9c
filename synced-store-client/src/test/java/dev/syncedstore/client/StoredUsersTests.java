package dev.syncedstore.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.core.protocol.ProblemCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose the files are.
 */
class StoredUsersTests extends StoreInFiles {

	@Test
	void theUserIsKnownOfflineAfterTheFirstContact() throws IOException {
		ScriptedClient first = open(ClientStorage.inFolder(this.folder), StoredUsersTests::withToken);
		assertThat(first.store.userId()).isEmpty();
		first.answerPull(first.reset(1, 0, "milk"));
		assertThat(first.store.userId()).contains("alice");
		first.add("eggs");
		ScriptedClient second = restart((builder) -> withToken(builder).startOffline());
		assertThat(second.store.userId()).contains("alice");
		assertThat(second.todos()).containsExactly("eggs", "milk");
		assertThat(second.store.clientId()).isEqualTo(first.store.clientId());
	}

	@Test
	void nobodysWorkIsPushedAsSomebodyElses() throws IOException {
		ScriptedClient alices = open(ClientStorage.inFolder(this.folder), StoredUsersTests::withToken);
		alices.answerPull(alices.reset(1, 0, "milk"));
		alices.add("secret");
		// Meanwhile somebody else has signed in, and the application doesn't know.
		ScriptedClient bobs = restart(StoredUsersTests::withToken);
		assertThat(bobs.pushed().userId()).isEqualTo("alice");
		bobs.refusePush(ProblemCode.USER_MISMATCH);
		assertThat(bobs.store.isClosed()).isTrue();
		ScriptedClient again = open(ClientStorage.inFolder(this.folder), StoredUsersTests::withToken);
		assertThat(again.store.userId()).isEmpty();
		assertThat(again.pending()).isEmpty();
		assertThat(again.server.isPushing()).isFalse();
	}

	@Test
	void aStoreThatLearnsItsUserTakesUpWhatWasKept() {
		ScriptedClient first = open(ClientStorage.inFolder(this.folder), StoredUsersTests::withToken);
		first.answerPull(first.reset(1, 0, "milk"));
		first.add("eggs");
		first.store.close();
		ClientStorage.inFolder(this.folder).rememberUserId("transport", Optional.empty());
		List<List<String>> seen = new ArrayList<>();
		ScriptedClient second = open(ClientStorage.inFolder(this.folder), StoredUsersTests::withToken);
		second.store.subscribe(
				(ctx) -> ctx.table(TodoMutators.TODOS).scan().stream().map((entry) -> entry.key()).toList(), seen::add);
		assertThat(seen).isEmpty();
		second.answerPull(second.reset(1, 0, "milk"));
		assertThat(seen).containsExactly(List.of("eggs", "milk"));
		assertThat(second.store.clientId()).isEqualTo(first.store.clientId());
		assertThat(second.pulled().version()).isEqualTo(1);
		second.answerPull(second.since(1, 0));
		assertThat(second.pushedIds()).containsExactly(1L);
	}

	private static SyncedStoreBuilder withToken(SyncedStoreBuilder builder) {
		return builder.credentials(() -> CompletableFuture.completedFuture(Map.of("Authorization", "Bearer x")));
	}

}
