package dev.syncedstore.autoconfigure.fullstack;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceOperation;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An assistant that speaks MCP over HTTP, as one user or another.
 */
class McpToolsTests {

	private static TestApplication application;

	private static McpSyncClient alice;

	private static McpSyncClient bob;

	@BeforeAll
	static void start() {
		application = TestApplication.start(Application.class, "spring.ai.mcp.server.enabled=true",
				"spring.ai.mcp.server.protocol=STATELESS", "synced-store.mcp.enabled=true");
		application.context()
			.getBean(JdbcClient.class)
			.sql("CREATE TABLE greeting (id bigint GENERATED ALWAYS AS IDENTITY, who text NOT NULL)")
			.update();
		alice = client("alice");
		bob = client("bob");
		application.push("alice", "setup", 1, "addTodo", "{\"id\":\"first\",\"text\":\"Milk\"}");
		for (String list : List.of("own-alice", "own-bob", "reading", "watched", "quiet")) {
			String user = list.equals("own-bob") ? "bob" : "alice";
			application.post(user, "/synced-store/todo/" + list + "/push",
					TestApplication.pushBody("setup-" + list, "null",
							"{\"id\":1,\"nonce\":\"n\",\"schema_version\":1,\"name\":\"addTodo\","
									+ "\"args\":{\"id\":\"first\",\"text\":\"Milk\"}}"));
		}
	}

	@AfterAll
	static void stop() {
		alice.close();
		bob.close();
		application.close();
	}

	@Test
	void mutatorsAndActionsAreListedWithWhatTheyTake() {
		Map<String, Tool> tools = alice.listTools()
			.tools()
			.stream()
			.collect(Collectors.toMap(Tool::name, (tool) -> tool));
		assertThat(tools).containsKeys("todo_addTodo", "todo_setNote", "todo_greet", "todo_later", "todo_later_action",
				"read_table", "observe_space", "describe_store");
		Tool add = tools.get("todo_addTodo");
		assertThat(add.inputSchema()).containsEntry("type", "object")
			.containsEntry("required", List.of("instance_id", "id", "text"));
		assertThat(((Map<?, ?>) add.inputSchema().get("properties")).keySet())
			.isEqualTo(Set.of("instance_id", "id", "text"));
		assertThat(tools.get("todo_greet").description()).isEqualTo("Greet");
		assertThat(tools.get("read_table").annotations().readOnlyHint()).isTrue();
		assertThat(tools.get("todo_addTodo").annotations().readOnlyHint()).isFalse();
	}

	@Test
	void aMutatorIsCalledAsTheUser() {
		Map<?, ?> added = content(
				call(alice, "todo_addTodo", Map.of("instance_id", "main", "id", "b", "text", "Bread")));
		assertThat(added.get("outcome")).isEqualTo("applied");
		int version = ((Number) added.get("version")).intValue();
		assertThat(version).isGreaterThan(1);
		call(alice, "todo_setNote", Map.of("instance_id", "main", "text", "for me"));
		Map<?, ?> note = content(read(alice, "main", "notes", true));
		assertThat(note.get("entries")).isEqualTo(List.of(Map.of("key", "mine", "value", Map.of("text", "for me"))));
		assertThat(content(read(bob, "main", "notes", true)).get("entries")).isEqualTo(List.of());
	}

	@Test
	void aRejectionTellsItsCodeAndMessage() {
		CallToolResult result = call(alice, "todo_addTodo", Map.of("instance_id", "main", "id", "c", "text", "locked"));
		assertThat(result.isError()).isTrue();
		assertThat(content(result).get("outcome")).isEqualTo("rejected");
		assertThat(content(result).get("code")).isEqualTo("list_locked");
		assertThat(content(result).get("message")).isEqualTo("The list is locked for c");
	}

	@Test
	void argumentsThatDoNotFitAreRefused() {
		assertThat(call(alice, "todo_addTodo", Map.of("instance_id", "main", "id", "d")).isError()).isTrue();
		assertThat(call(alice, "todo_addTodo", Map.of("instance_id", "main", "id", "d", "text", 7)).isError()).isTrue();
		assertThat(content(call(alice, "todo_addTodo", Map.of("instance_id", "no id", "id", "d", "text", "x")))
			.get("code")).isEqualTo("invalid_request");
	}

	@Test
	void anActionIsCalledAndItsResultComesBack() {
		Map<?, ?> result = content(
				call(bob, "todo_greet", Map.of("instance_id", "reading", "id", "g", "text", "Hello")));
		assertThat(result.get("outcome")).isEqualTo("done");
		assertThat(result.get("result")).isEqualTo(Map.of("text", "Hello from bob, the 2."));
		CallToolResult refused = call(bob, "todo_refuse", Map.of("instance_id", "reading"));
		assertThat(refused.isError()).isTrue();
		assertThat(content(refused).get("message")).asString().contains("closed on Sundays");
	}

	@Test
	void anothersSpaceIsRefused() {
		for (Map.Entry<String, Map<String, Object>> each : Map
			.<String, Map<String, Object>>of("todo_addTodo", Map.of("id", "x", "text", "x"), "todo_count", Map.of(),
					"read_table", Map.of("store_type", "todo", "table", "todos"), "observe_space",
					Map.of("store_type", "todo", "after_version", 0))
			.entrySet()) {
			Map<String, Object> arguments = new HashMap<>(each.getValue());
			arguments.put("instance_id", "own-bob");
			CallToolResult result = call(alice, each.getKey(), arguments);
			assertThat(result.isError()).as(each.getKey()).isTrue();
			assertThat(content(result).get("code")).as(each.getKey()).isEqualTo("access_denied");
			assertThat(result.toString()).doesNotContain("Milk");
			assertThat(call(bob, each.getKey(), arguments).isError()).as(each.getKey()).isFalse();
		}
	}

	@Test
	void whatIsNotTheUsersIsNeverTold() {
		call(alice, "todo_setNote", Map.of("instance_id", "quiet", "text", "private of alice"));
		for (String table : List.of("todos", "notes", "audit")) {
			for (boolean own : new boolean[] { false, true }) {
				assertThat(read(bob, "quiet", table, own).toString()).doesNotContain("secret", "private of alice");
			}
		}
		assertThat(read(bob, "quiet", "$$pu/alice/notes", false).isError()).isTrue();
		assertThat(read(bob, "quiet", "$$so/audit", false).isError()).isTrue();
		String seen = call(bob, "observe_space",
				Map.of("store_type", "todo", "instance_id", "quiet", "after_version", 0, "timeout_seconds", 0))
			.toString();
		assertThat(seen).contains("Milk").doesNotContain("secret", "private of alice");
	}

	@Test
	void aSpaceThatDoesNotExistIsNotMade() {
		CallToolResult result = call(alice, "todo_addTodo",
				Map.of("instance_id", "typing-error", "id", "a", "text", "x"));
		assertThat(content(result).get("code")).isEqualTo("space_not_found");
		assertThat(content(call(alice, "todo_count", Map.of("instance_id", "typing-error"))).get("code"))
			.isEqualTo("space_not_found");
	}

	@Test
	void tablesAreReadAPageAtATime() {
		for (String id : List.of("p1", "p2", "p3")) {
			call(alice, "todo_addTodo", Map.of("instance_id", "own-alice", "id", id, "text", "x"));
		}
		Map<String, Object> query = Map.of("store_type", "todo", "instance_id", "own-alice", "table", "todos", "prefix",
				"p", "limit", 2);
		Map<?, ?> first = content(call(alice, "read_table", query));
		assertThat(first.get("next")).isEqualTo("p2");
		Map<String, Object> more = new HashMap<>(query);
		more.put("after", "p2");
		Map<?, ?> second = content(call(alice, "read_table", more));
		assertThat(second.get("entries")).isEqualTo(List.of(Map.of("key", "p3", "value", Map.of("text", "x"))));
		assertThat(second.containsKey("next")).isFalse();
	}

	@Test
	void whatOthersChangeIsObserved() {
		Map<?, ?> before = content(read(alice, "watched", "todos", false));
		Map<String, Object> wish = Map.of("store_type", "todo", "instance_id", "watched", "after_version",
				before.get("version"), "epoch", before.get("epoch"), "timeout_seconds", 15);
		CompletableFuture<CallToolResult> observed = CompletableFuture
			.supplyAsync(() -> call(alice, "observe_space", wish));
		call(bob, "todo_addTodo", Map.of("instance_id", "watched", "id", "seen", "text", "Seen"));
		Map<?, ?> changes = content(observed.join());
		assertThat(changes.get("reset")).isEqualTo(false);
		assertThat(changes.get("changes").toString()).contains("Seen");
		Map<String, Object> nothing = Map.of("store_type", "todo", "instance_id", "watched", "after_version",
				changes.get("version"), "timeout_seconds", 0);
		assertThat(content(call(alice, "observe_space", nothing)).get("changes")).isEqualTo(List.of());
		Map<String, Object> another = Map.of("store_type", "todo", "instance_id", "watched", "after_version", 1,
				"epoch", "another", "timeout_seconds", 0);
		assertThat(content(call(alice, "observe_space", another)).get("reset")).isEqualTo(true);
	}

	@Test
	void aStoreTypeIsDescribed() {
		Map<?, ?> described = content(call(alice, "describe_store", Map.of("store_type", "todo")));
		assertThat(described.get("schema").toString()).contains("addTodo", "greet");
	}

	@Test
	void nobodyIsLetIn() {
		try (McpSyncClient nobody = client("")) {
			assertThatThrownBy(nobody::initialize).isNotNull();
		}
	}

	private static CallToolResult read(McpSyncClient client, String list, String table, boolean own) {
		return call(client, "read_table",
				Map.of("store_type", "todo", "instance_id", list, "table", table, "own", own));
	}

	private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
		return client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
	}

	private static Map<?, ?> content(CallToolResult result) {
		assertThat(result.structuredContent()).as(result.toString()).isInstanceOf(Map.class);
		return (Map<?, ?>) result.structuredContent();
	}

	private static McpSyncClient client(String user) {
		HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport
			.builder("http://localhost:" + application.port())
			.endpoint("/mcp")
			.httpRequestCustomizer((request, method, uri, body, context) -> {
				if (!user.isEmpty()) {
					request.header("Authorization", TestApplication.basic(user));
				}
			})
			.build();
		McpSyncClient client = McpClient.sync(transport).requestTimeout(Duration.ofSeconds(30)).build();
		if (!user.isEmpty()) {
			client.initialize();
		}
		return client;
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ AnybodysApplication.class, ActionEndpointTests.TodoActions.class,
			ActionEndpointTests.LaterMutators.class })
	static class Application {

		/** Whose list it is says its name. */
		@Bean
		SpaceAccessPolicy policy() {
			return (space, user, operation) -> isOpen(space, user) || operation == SpaceOperation.CREATE;
		}

		private static boolean isOpen(SpaceId space, String user) {
			return !space.instanceId().startsWith("own-") || space.instanceId().equals("own-" + user);
		}

	}

}
