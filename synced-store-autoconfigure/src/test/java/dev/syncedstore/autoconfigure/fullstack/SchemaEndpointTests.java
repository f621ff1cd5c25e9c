package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server tells of its store types.
 */
@SharedApplication
class SchemaEndpointTests {

	private static final String PATH = "/synced-store/todo/schema";

	private final TestApplication application;

	SchemaEndpointTests(TestApplication application) {
		this.application = application;
	}

	@Test
	void whoIsSignedInSeesWhatTheMutatorsClassesDeclare() {
		HttpResponse<String> response = get("bob", PATH);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
		assertThat(response.body()).contains("\"schema_version\":1", "\"title\":\"todo\"",
				"\"todos\":{\"value\":{\"$ref\":\"#/$defs/Todo\"}}",
				"\"addTodo\":{\"args\":{\"$ref\":\"#/$defs/AddTodo\"}",
				"\"text\":{\"type\":\"string\",\"minLength\":1,\"pattern\":\"\\\\S\"}");
	}

	@Test
	void whatHasNotChangedIsNotSentAgain() {
		HttpResponse<String> first = get("alice", PATH);
		String tag = first.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = this.application.send(request("alice", PATH).header("If-None-Match", tag));
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(again.headers().firstValue("ETag")).hasValue(tag);
		HttpResponse<String> changed = this.application
			.send(request("alice", PATH).header("If-None-Match", "W/\"other\""));
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(changed.body()).isEqualTo(first.body());
	}

	@Test
	void nobodyElseSeesIt() {
		HttpResponse<String> response = this.application.send(this.application.request(PATH).GET());
		HttpProblemTests.assertProblem(response, 401, "unauthenticated");
		HttpProblemTests.assertProblem(get("$system", PATH), 403, "access_denied");
	}

	@Test
	void aStoreTypeThatIsNotThereHasNone() {
		HttpProblemTests.assertProblem(get("alice", "/synced-store/nothing/schema"), 404, "unknown_store_type");
	}

	@Test
	void itIsReadOnly() {
		HttpResponse<String> response = this.application.post("alice", PATH, "{}");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
	}

	private HttpResponse<String> get(String user, String path) {
		return this.application.send(request(user, path).GET());
	}

	private HttpRequest.Builder request(String user, String path) {
		return this.application.request(path).header("Authorization", TestApplication.basic(user));
	}

}
