package dev.syncedstore.sample;

import java.util.List;

import dev.syncedstore.core.Entry;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.sample.todo.AuditEntry;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.server.SyncedStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the list, as the server applies them.
 */
@SampleTest
class TodoMutatorsTests {

	private final int port;

	private final SyncedStores stores;

	TodoMutatorsTests(@LocalServerPort int port, @Autowired SyncedStores stores) {
		this.port = port;
		this.stores = stores;
	}

	@Test
	void whatOneUserAddsEverybodySees() {
		assertThat(user("alice", "shared").mutate("addTodo", """
				{"id": "milk", "text": "Buy milk", "completed": false, "position": "k"}""")).isEmpty();
		assertThat(user("bob", "shared").value("todos/milk"))
			.isEqualTo("{\"text\":\"Buy milk\",\"completed\":false,\"position\":\"k\"}");
	}

	@Test
	void aPositionIsOptional() {
		HttpSpace alice = user("alice", "positions");
		assertThat(alice.mutate("addTodo", """
				{"id": "milk", "text": "Buy milk", "completed": false}""")).isEmpty();
		assertThat(alice.value("todos/milk")).isEqualTo("{\"text\":\"Buy milk\",\"completed\":false}");
		assertThat(alice.mutate("moveTodo", "{\"id\": \"milk\", \"position\": \"V\"}")).isEmpty();
		assertThat(alice.value("todos/milk")).contains("\"position\":\"V\"");
	}

	@Test
	void changesTouchOneFieldAndKeepTheOthers() {
		HttpSpace alice = user("alice", "changes");
		alice.mutate("addTodo", """
				{"id": "milk", "text": "Buy milk", "completed": false, "position": "k"}""");
		assertThat(alice.mutate("setCompleted", "{\"id\": \"milk\", \"completed\": true}")).isEmpty();
		assertThat(alice.mutate("editTodo", "{\"id\": \"milk\", \"text\": \"Buy oat milk\"}")).isEmpty();
		assertThat(alice.value("todos/milk"))
			.isEqualTo("{\"text\":\"Buy oat milk\",\"completed\":true,\"position\":\"k\"}");
		assertThat(alice.mutate("removeTodo", "{\"id\": \"milk\"}")).isEmpty();
		assertThat(alice.value("todos/milk")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "setCompleted | {\"id\": \"gone\", \"completed\": true}",
			"editTodo | {\"id\": \"gone\", \"text\": \"x\"}", "moveTodo | {\"id\": \"gone\", \"position\": \"k\"}" })
	void aTodoThatIsNotThereCantBeChanged(String mutator, String args) {
		assertThat(user("alice", "not-there").mutate(mutator, args))
			.isEqualTo("todo_not_found: This todo is not there any more");
	}

	@Test
	void removingWhatIsNotThereIsFine() {
		assertThat(user("alice", "not-there").mutate("removeTodo", "{\"id\": \"gone\"}")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'   '", "''" })
	void aTextIsNotBlank(String text) {
		assertThat(user("alice", "texts").mutate("addTodo",
				"{\"id\": \"x\", \"text\": \"" + text + "\", \"completed\": false}"))
			.startsWith("invalid_args: text: ");
	}

	@Test
	void aTextHasAtMost500Characters() {
		HttpSpace alice = user("alice", "texts");
		assertThat(
				alice.mutate("addTodo", "{\"id\": \"x\", \"text\": \"" + "x".repeat(501) + "\", \"completed\": false}"))
			.startsWith("invalid_args: text: ");
		assertThat(
				alice.mutate("addTodo", "{\"id\": \"x\", \"text\": \"" + "x".repeat(500) + "\", \"completed\": false}"))
			.isEmpty();
	}

	@Test
	void aNoteIsSeenByItsOwnerAlone() {
		HttpSpace alice = user("alice", "notes");
		assertThat(alice.mutate("setNote", "{\"text\": \"Bob's present\"}")).isEmpty();
		assertThat(alice.value("$$pu/alice/notes/mine")).isEqualTo("{\"text\":\"Bob's present\"}");
		assertThat(user("bob", "notes").pull()).doesNotContain("$$pu").doesNotContain("present");
	}

	@Test
	void everyChangeIsAuditedInTheSameStepAndTheAuditNeverLeavesTheServer() {
		HttpSpace alice = user("alice", "audited");
		HttpSpace bob = user("bob", "audited");
		alice.mutate("addTodo", "{\"id\": \"milk\", \"text\": \"Buy milk\", \"completed\": false}");
		bob.mutate("setCompleted", "{\"id\": \"milk\", \"completed\": true}");
		bob.mutate("setCompleted", "{\"id\": \"gone\", \"completed\": true}");
		bob.mutate("removeTodo", "{\"id\": \"gone\"}");
		bob.mutate("setNote", "{\"text\": \"nothing of the list\"}");
		alice.mutate("removeTodo", "{\"id\": \"milk\"}");
		List<Entry<AuditEntry>> audit = this.stores.read(new SpaceId("todo", "audited"),
				(ctx) -> ctx.serverOnly().table(TodoMutators.AUDIT).scan());
		assertThat(audit).containsExactly(new Entry<>("000000000001", new AuditEntry("alice", "addTodo", "milk")),
				new Entry<>("000000000002", new AuditEntry("bob", "setCompleted", "milk")),
				new Entry<>("000000000003", new AuditEntry("alice", "removeTodo", "milk")));
		assertThat(alice.pull()).doesNotContain("$$so").doesNotContain("audit\"");
	}

	private HttpSpace user(String user, String list) {
		return new HttpSpace(this.port, user, "todo/" + list);
	}

}
