package dev.syncedstore.sample.docs;

import java.util.Map;
import java.util.UUID;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.sample.SampleTest;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the manual says of tools for language models.
 */
@SampleTest
class McpGuideTests {

	private final String list = "assistant-" + UUID.randomUUID();

	private final SyncedStores stores;

	private final McpSyncClient assistant;

	McpGuideTests(@LocalServerPort int port, @Autowired SyncedStores stores) {
		this.stores = stores;
		// tag::client[]
		HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport
			.builder("http://localhost:" + port)
			.endpoint("/mcp")
			.httpRequestCustomizer((request, method, uri, body, context) -> request.header("Authorization",
					"Basic " + HttpHeaders.encodeBasicAuth("alice", "alice", null)))
			.build();
		McpSyncClient assistant = McpClient.sync(transport).build();
		assistant.initialize();
		// end::client[]
		this.assistant = assistant;
	}

	@AfterEach
	void close() {
		this.assistant.close();
	}

	@Test
	void anAssistantAddsATodo() {
		SpaceId space = new SpaceId("todo", this.list);
		this.stores.mutate(space, TodoMutators::addTodo, new AddTodo("1", "Milk", false, null), Actor.user("bob"))
			.join();
		// tag::call[]
		CallToolResult added = this.assistant.callTool(CallToolRequest.builder("todo_addTodo")
			.arguments(Map.of("instance_id", this.list, "id", "2", "text", "Bread", "completed", false))
			.build());
		Map<?, ?> result = (Map<?, ?>) added.structuredContent();
		assertThat(result.get("outcome")).isEqualTo("applied");
		assertThat(result.get("version")).isEqualTo(2);
		// end::call[]
		assertThat(this.stores.read(space, (ctx) -> ctx.table(TodoMutators.TODOS).get("2")).orElseThrow().text())
			.isEqualTo("Bread");
	}

	@Test
	void whatTheSampleCanDoIsOffered() {
		assertThat(this.assistant.listTools().tools()).extracting(Tool::name)
			.contains("todo_addTodo", "todo_importTodos", "todo_stats", "battleship_fire", "read_table",
					"observe_space", "describe_store");
	}

}
