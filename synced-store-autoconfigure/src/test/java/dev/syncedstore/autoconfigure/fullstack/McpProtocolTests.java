package dev.syncedstore.autoconfigure.fullstack;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.syncedstore.autoconfigure.mcp.McpUnavailableException;
import dev.syncedstore.embedded.testing.TestDatabase;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Which of Spring AI's MCP servers offer tools, and what is said where none does.
 */
@ExtendWith(OutputCaptureExtension.class)
class McpProtocolTests {

	private static final TestDatabase DATABASE = TestDatabase.create();

	/** The first is what Spring AI's starter does by itself. */
	@ParameterizedTest
	@ValueSource(strings = { "type=SYNC", "protocol=STATELESS --spring.ai.mcp.server.type=ASYNC" })
	void anyOtherServerSaysAtTheStartWhatToSet(String settings, CapturedOutput output) {
		String[] properties = ("spring.ai.mcp.server." + settings).split(" --");
		assertThatThrownBy(() -> start(properties)).isInstanceOf(McpUnavailableException.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(
					"synced-store.mcp.enabled is true, but the application has no MCP server that answers each request")
			.contains("Set spring.ai.mcp.server.protocol to STATELESS, or to STREAMABLE");
	}

	@Test
	void inASessionEachCallIsMadeAsWhoeverItsRequestIsFrom() {
		try (TestApplication application = start("spring.ai.mcp.server.protocol=STREAMABLE")) {
			application.post("alice", "/synced-store/todo/own-alice/push",
					TestApplication.pushBody("setup", "null", "{\"id\":1,\"nonce\":\"n\",\"schema_version\":1,"
							+ "\"name\":\"addTodo\",\"args\":{\"id\":\"first\",\"text\":\"Milk\"}}"));
			AtomicReference<String> user = new AtomicReference<>("alice");
			try (McpSyncClient session = session(application, user)) {
				assertThat(session.listTools().tools()).extracting(McpSchema.Tool::name).contains("todo_addTodo");
				CallToolResult added = add(session, "second");
				assertThat(added.isError()).as(added.toString()).isFalse();
				assertThat(read(session).toString()).contains("Milk", "second");
				user.set("bob");
				assertThat(add(session, "third").toString()).contains("access_denied");
				assertThat(read(session).toString()).contains("access_denied").doesNotContain("Milk");
				user.set("");
				assertThatThrownBy(() -> read(session)).as("nobody").isNotNull();
				user.set("alice");
				assertThat(read(session).toString()).contains("second").doesNotContain("third");
			}
		}
	}

	private static TestApplication start(String... properties) {
		String[] all = Stream
			.concat(Stream.of("spring.ai.mcp.server.enabled=true", "synced-store.mcp.enabled=true"),
					Arrays.stream(properties))
			.toArray(String[]::new);
		return TestApplication.start(DATABASE, McpToolsTests.Application.class, all);
	}

	private static CallToolResult add(McpSyncClient session, String id) {
		return session.callTool(McpSchema.CallToolRequest.builder("todo_addTodo")
			.arguments(Map.of("instance_id", "own-alice", "id", id, "text", "Bread"))
			.build());
	}

	private static CallToolResult read(McpSyncClient session) {
		return session.callTool(McpSchema.CallToolRequest.builder("read_table")
			.arguments(Map.of("store_type", "todo", "instance_id", "own-alice", "table", "todos"))
			.build());
	}

	private static McpSyncClient session(TestApplication application, AtomicReference<String> user) {
		HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport
			.builder("http://localhost:" + application.port())
			.endpoint("/mcp")
			.httpRequestCustomizer((request, method, uri, body, context) -> {
				if (!user.get().isEmpty()) {
					request.header("Authorization", TestApplication.basic(user.get()));
				}
			})
			.build();
		McpSyncClient client = McpClient.sync(transport).requestTimeout(Duration.ofSeconds(10)).build();
		client.initialize();
		return client;
	}

}
