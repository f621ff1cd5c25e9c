package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of the protocol's table of codes that can be reached.
 */
@SharedApplication
class HttpProblemTests {

	private static final String PUSH = "/synced-store/todo/problems/push";

	private static final String PULL = "/synced-store/todo/problems/pull";

	private final TestApplication application;

	HttpProblemTests(TestApplication application) {
		this.application = application;
	}

	@Test
	void aFormIsNotParsedHoweverBrokenItIs() {
		HttpResponse<String> response = this.application.send(this.application.request("/synced-store/todo/main/pull")
			.header("Authorization", TestApplication.basic("alice"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofByteArray(new byte[] { '%', '{', (byte) 0xC3, '=' })));
		assertProblem(response, 415, "unsupported_media_type");
	}

	@Test
	void aQueryThatCantBeDecodedIsInvalid() {
		HttpResponse<String> response = this.application.post("alice", "/synced-store/todo/main/pull?_csrf=%ff",
				TestApplication.pullBody("c1"));
		assertProblem(response, 400, "invalid_request");
	}

	@Test
	void invalidRequestNamesTheField() {
		assertProblem(this.application.post("alice", PUSH, "{\"protocol_version\":1}"), 400, "invalid_request");
		HttpResponse<String> response = this.application.post("alice", PUSH, TestApplication.pushBody("c", "\"alice\"",
				"{\"id\":\"7\",\"nonce\":\"n\",\"schema_version\":1," + "\"name\":\"addTodo\",\"args\":{}}"));
		assertProblem(response, 400, "invalid_request");
		assertThat(response.body()).contains("\"field\":\"mutations[0].id\"");
		assertProblem(this.application.post("alice", "/synced-store/todo/-x/push",
				TestApplication.pushBody("c", "\"alice\"", "")), 400, "invalid_request");
	}

	@Test
	void protocolVersionNotSupported() {
		assertProblem(
				this.application.post("alice", PULL,
						TestApplication.pullBody("c").replace("\"protocol_version\":1", "\"protocol_version\":2")),
				400, "protocol_version_not_supported");
	}

	@Test
	void unauthenticated() {
		HttpResponse<String> response = this.application.send(this.application.request(PUSH)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{}")));
		assertProblem(response, 401, "unauthenticated");
	}

	@Test
	void clientOfAnotherUser() {
		this.application.post("alice", PUSH, TestApplication.pushBody("of-alice", "\"alice\"",
				SyncLoopTests.mutation(1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}")));
		assertProblem(
				this.application.post("bob", PUSH,
						TestApplication.pushBody("of-alice", "\"bob\"",
								SyncLoopTests.mutation(2, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}"))),
				403, "client_of_another_user");
		assertProblem(this.application.post("bob", PULL, TestApplication.pullBody("of-alice")), 403,
				"client_of_another_user");
	}

	@Test
	void unknownStoreType() {
		for (String type : new String[] { "nothing", "Todo", "poke", "client", "1" }) {
			assertProblem(this.application.post("alice", "/synced-store/" + type + "/x/push",
					TestApplication.pushBody("c", "\"alice\"", "")), 404, "unknown_store_type");
		}
	}

	@Test
	void unknownAction() {
		assertProblem(this.application.post("alice", "/synced-store/todo/x/actions/suggest",
				TestApplication.actionBody("c", "a1", "{}")), 404, "unknown_action");
	}

	@Test
	void mutationGap() {
		push("gap", SyncLoopTests.mutation(1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}"));
		HttpResponse<String> response = push("gap",
				SyncLoopTests.mutation(3, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}"));
		assertProblem(response, 409, "mutation_gap");
		assertThat(response.body()).contains("\"last_mutation_id\":1");
	}

	@Test
	void unknownClient() {
		assertProblem(push("never-seen", SyncLoopTests.mutation(5, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}")), 409,
				"unknown_client");
	}

	@Test
	void clientForked() {
		String mutation = SyncLoopTests.mutation(1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}");
		push("forked", mutation);
		assertThat(push("forked", mutation).statusCode()).as("a retry").isEqualTo(200);
		HttpResponse<String> response = push("forked", mutation.replace("\"n1\"", "\"other\""));
		assertProblem(response, 409, "client_forked");
		assertThat(response.body()).contains("\"last_common_id\":0");
	}

	@Test
	void userMismatch() {
		assertProblem(this.application.post("alice", PUSH, TestApplication.pushBody("c", "\"bob\"", "")), 409,
				"user_mismatch");
	}

	@Test
	void pageExpired() {
		assertProblem(
				this.application.post("alice", PULL,
						TestApplication.pullBody("c").replace("\"page\":null", "\"page\":\"nonsense\"")),
				409, "page_expired");
	}

	@Test
	void schemaVersionNotSupported() {
		HttpResponse<String> response = this.application.post("alice", PULL,
				TestApplication.pullBody("c").replace("\"schema_version\":1", "\"schema_version\":2"));
		assertProblem(response, 409, "schema_version_not_supported");
		assertThat(response.body()).contains("\"schema_version\":1");
	}

	@Test
	void requestTooLarge() {
		assertProblem(this.application.post("alice", PUSH, " ".repeat(2 * 1024 * 1024 + 1)), 413, "request_too_large");
	}

	@ParameterizedTest
	@CsvSource({ "text/plain", "application/x-www-form-urlencoded", "multipart/form-data;boundary=x",
			"multipart/form-data", "application/xml" })
	void unsupportedMediaType(String contentType) {
		assertProblem(this.application.send(this.application.request(PUSH)
			.header("Authorization", TestApplication.basic("alice"))
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString("--x\r\nbroken"))), 415, "unsupported_media_type");
	}

	@Test
	void aMissingContentTypeIsUnsupported() {
		assertProblem(this.application.send(this.application.request(PUSH)
			.header("Authorization", TestApplication.basic("alice"))
			.POST(BodyPublishers.ofString("{}"))), 415, "unsupported_media_type");
	}

	@ParameterizedTest
	@MethodSource
	void otherMethods(String path, String method) {
		HttpResponse<String> response = this.application.send(this.application.request(path)
			.header("Authorization", TestApplication.basic("alice"))
			.method(method, BodyPublishers.noBody()));
		assertProblem(response, 405, "method_not_allowed");
		assertThat(response.headers().firstValue("Allow")).hasValue(path.endsWith("poke") ? "GET" : "POST");
	}

	static Stream<Arguments> otherMethods() {
		return Stream.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")
			.flatMap((method) -> Stream.of(PUSH, PULL, "/synced-store/poke")
				.filter((path) -> !(path.endsWith("poke") && method.equals("GET")))
				.map((path) -> Arguments.of(path, method)));
	}

	@ParameterizedTest
	@CsvSource({ "/synced-store", "/synced-store/", "/synced-store/todo", "/synced-store/todo/x",
			"/synced-store/todo/x/push/", "/synced-store/todo/x/unknown", "/synced-store/todo/x/push/more",
			"/synced-store/todo/schema/" })
	void whatDoesNotExistIsNotFound(String path) {
		assertProblem(this.application.post("alice", path, "{}"), 404, "not_found");
	}

	@Test
	void aPathThatTheFirewallRefusesIsAProblemToo() {
		assertProblem(this.application.post("alice", "/synced-store/todo/a;b/push", "{}"), 400, "invalid_request");
	}

	@Test
	void aRequestForPokesThatIsNoHandshake() {
		assertProblem(this.application.send(this.application.request("/synced-store/poke")
			.header("Authorization", TestApplication.basic("alice"))
			.GET()), 400, "invalid_request");
	}

	@Test
	void aUserIdThatIsReserved() {
		assertProblem(this.application.post("$system", PULL, TestApplication.pullBody("c")), 403, "access_denied");
	}

	private HttpResponse<String> push(String clientId, String mutations) {
		return this.application.post("alice", PUSH, TestApplication.pushBody(clientId, "\"alice\"", mutations));
	}

	static void assertProblem(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
		assertThat(response.headers().firstValue("Location")).isEmpty();
		assertThat(response.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status)
			.doesNotContain("\tat ", "Exception", "java.");
	}

}
