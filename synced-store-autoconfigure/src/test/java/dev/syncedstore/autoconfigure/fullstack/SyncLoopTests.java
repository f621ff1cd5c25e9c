package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.syncedstore.autoconfigure.todo.AddTodo;
import dev.syncedstore.autoconfigure.todo.Todo;
import dev.syncedstore.autoconfigure.todo.TodoMutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SharedApplication
class SyncLoopTests {

	private final TestApplication application;

	SyncLoopTests(TestApplication application) {
		this.application = application;
	}

	@Test
	void whatOneUserPushesIsPokedToAnother() {
		try (StompClient bob = bob()) {
			assertThat(bob.subProtocol()).isEqualTo("v12.stomp");
			bob.connect().subscribe("s1", "/spaces/todo/main", "bob-1");
			assertThat(bob.awaitFrame("subscription:s1")).contains("\"patches\":[]");
			HttpResponse<String> pushed = this.application.push("alice", "alice-1", 1, "addTodo",
					"{\"id\":\"milk\",\"text\":\"Buy milk\"}");
			assertThat(pushed.statusCode()).isEqualTo(200);
			assertThat(pushed.headers().firstValue("Content-Type")).hasValue("application/json");
			assertThat(pushed.body()).contains("\"user_id\":\"alice\"", "\"last_mutation_id\":1");
			assertThat(bob.awaitFrame("Buy milk")).contains("\"key\":\"todos/milk\"", "\"alice-1\":1",
					"\ndestination:/spaces/todo/main\n");
		}
	}

	@Test
	void whatServerCodeDoesIsPokedToo() {
		SyncedStores stores = this.application.context().getBean(SyncedStores.class);
		SpaceId space = new SpaceId("todo", "jobs");
		try (StompClient bob = bob()) {
			bob.connect().subscribe("s1", "/spaces/todo/jobs", "bob-1").awaitFrame("subscription:s1");
			stores.mutate(space, TodoMutators::addTodo, new AddTodo("job", "From a job"), Actor.system()).join();
			assertThat(bob.awaitFrame("From a job")).contains("todos/job");
			Optional<Todo> stored = stores.read(space, (ctx) -> ctx.table(TodoMutators.TODOS).get("job"));
			assertThat(stored).hasValue(new Todo("From a job"));
		}
	}

	@Test
	void aDeletedSpaceIsGoneForEverybody() {
		SpaceId space = new SpaceId("todo", "deleted");
		String path = "/synced-store/todo/deleted/";
		String push = TestApplication.pushBody("alice-deleted", "\"alice\"",
				mutation(1, "addTodo", "{\"id\":\"t\",\"text\":\"x\"}"));
		assertThat(this.application.post("alice", path + "push", push).statusCode()).isEqualTo(200);
		try (StompClient bob = bob()) {
			bob.connect().subscribe("s1", "/spaces/todo/deleted", "bob-deleted").awaitFrame("subscription:s1");
			this.application.context().getBean(SyncedStores.class).delete(space).join();
			assertThat(bob.awaitFrame("subscription:s1", "code:space_deleted")).endsWith("\n\n\0");
			bob.subscribe("s2", "/spaces/todo/deleted", "bob-again");
			bob.awaitFrame("subscription:s2", "code:space_deleted");
		}
		HttpProblemTests.assertProblem(this.application.post("alice", path + "push", push), 410, "space_deleted");
		HttpProblemTests.assertProblem(
				this.application.post("alice", path + "pull", TestApplication.pullBody("alice-deleted")), 410,
				"space_deleted");
	}

	@Test
	void theFirstMessageSaysWhereTheSpaceIs() {
		long version = 3;
		for (long id = 1; id <= version; id++) {
			String pushed = this.application
				.post("alice", "/synced-store/todo/first/push", TestApplication.pushBody("alice-first", "\"alice\"",
						mutation(id, "addTodo", "{\"id\":\"t" + id + "\",\"text\":\"x\"}")))
				.body();
			assertThat(pushed).contains("\"last_mutation_id\":" + id);
		}
		try (StompClient bob = bob()) {
			bob.connect().subscribe("s1", "/spaces/todo/first", "bob-first");
			assertThat(bob.awaitFrame("subscription:s1")).contains("\"min_included_version\":4",
					"\"max_included_version\":3");
		}
	}

	@Test
	void aRejectionIsPokedToItsClientAlone() {
		try (StompClient alice = user("alice"); StompClient bob = bob()) {
			this.application.post("alice", "/synced-store/todo/locked/push", TestApplication.pushBody("alice-l",
					"\"alice\"", mutation(1, "addTodo", "{\"id\":\"a\",\"text\":\"before\"}")));
			alice.connect().subscribe("s1", "/spaces/todo/locked", "alice-l").awaitFrame("subscription:s1");
			bob.connect().subscribe("s1", "/spaces/todo/locked", "bob-l").awaitFrame("subscription:s1");
			this.application.post("alice", "/synced-store/todo/locked/push", TestApplication.pushBody("alice-l",
					"\"alice\"", mutation(2, "addTodo", "{\"id\":\"b\",\"text\":\"locked\"}")));
			assertThat(alice.awaitFrame("list_locked")).contains("The list is locked for b", "\"mutation_id\":2");
			assertThat(bob.awaitFrame("\"alice-l\":2")).doesNotContain("list_locked");
		}
	}

	@Test
	void privateAndServerOnlyValuesAreInNoByteOfAnybodyElse() {
		List<String> users = List.of("al", "alice", "Alice", "a_ice", "%");
		List<StompClient> clients = new ArrayList<>();
		List<StringBuilder> heard = new ArrayList<>();
		try {
			for (int i = 0; i < users.size(); i++) {
				StompClient client = user(users.get(i));
				clients.add(client);
				client.connect().subscribe("s1", "/spaces/todo/secrets", "secret-" + i).awaitFrame("subscription:s1");
				heard.add(new StringBuilder());
			}
			for (int i = 0; i < users.size(); i++) {
				String user = users.get(i);
				heard.get(i)
					.append(this.application
						.post(user, "/synced-store/todo/secrets/push",
								TestApplication.pushBody("secret-" + i, "\"" + user + "\"",
										mutation(1, "setNote", "{\"text\":\"note of <" + user + ">\"}") + ","
												+ mutation(2, "addTodo",
														"{\"id\":\"t" + i + "\",\"text\":\"shared " + i + "\"}")))
						.body());
			}
			for (int i = 0; i < users.size(); i++) {
				clients.get(i).awaitFrame("shared " + (users.size() - 1));
				heard.get(i)
					.append(clients.get(i).allText())
					.append(this.application
						.post(users.get(i), "/synced-store/todo/secrets/pull", TestApplication.pullBody("secret-" + i))
						.body());
			}
		}
		finally {
			clients.forEach(StompClient::close);
		}
		for (int i = 0; i < users.size(); i++) {
			assertThat(heard.get(i)).contains("note of <" + users.get(i) + ">", "shared 0", "shared 4")
				.doesNotContain("server-secret", "$$so", "audit");
			for (String other : users) {
				if (!other.equals(users.get(i))) {
					assertThat(heard.get(i)).doesNotContain("<" + other + ">", "$$pu/" + other + "/");
				}
			}
		}
	}

	@Test
	void answersAreCompressedForThoseWhoAcceptThat() {
		for (long id = 1; id <= 30; id++) {
			this.application.post("alice", "/synced-store/todo/large/push",
					TestApplication.pushBody("alice-large", "\"alice\"",
							mutation(id, "addTodo", "{\"id\":\"t" + id + "\",\"text\":\"" + "x".repeat(100) + "\"}")));
		}
		HttpResponse<String> pulled = this.application.send(this.application.request("/synced-store/todo/large/pull")
			.header("Authorization", TestApplication.basic("alice"))
			.header("Content-Type", "application/json")
			.header("Accept-Encoding", "gzip")
			.POST(java.net.http.HttpRequest.BodyPublishers.ofString(TestApplication.pullBody("alice-large"))));
		assertThat(pulled.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(pulled.body().length()).isLessThan(1_500);
	}

	static String mutation(long id, String name, String args) {
		return "{\"id\":" + id + ",\"nonce\":\"n" + id + "\",\"schema_version\":1,\"name\":\"" + name + "\",\"args\":"
				+ args + "}";
	}

	private StompClient bob() {
		return user("bob");
	}

	private StompClient user(String name) {
		return StompClient.open(this.application.pokeUri(), "Authorization", TestApplication.basic(name));
	}

}
