package dev.syncedstore.autoconfigure.fullstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that nobody means well with.
 */
@SharedApplication
class HostileRequestTests {

	private static final String PUSH = "/synced-store/todo/hostile/push";

	private final TestApplication application;

	private int client;

	HostileRequestTests(TestApplication application) {
		this.application = application;
	}

	@AfterEach
	void theServerStillServes() {
		assertThat(push("{\"id\":\"fine\",\"text\":\"fine\"}").body()).contains("\"rejected_mutations\":[]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "true", "1", "\"x\"", "[]", "{", "{\"a\"", "{}{}",
			"{\"protocol_version\":1,}", "{'protocol_version':1}", "\u0000", "{\"protocol_version\":1e999}",
			"{\"protocol_version\":1.5}", "{\"protocol_version\":\"1\"}", "{\"protocol_version\":99999999999999999999}",
			"<xml/>", "{\"protocol_version\":1,\"protocol_version\":1}", "\ufeff{}", "{\"\\u0000\":1}",
			"// comment\n{}", "NaN" })
	void malformedBodiesAreInvalidRequests(String body) {
		assertInvalid(this.application.post("alice", PUSH, body));
		assertInvalid(this.application.post("alice", PUSH.replace("push", "pull"), body));
	}

	@Test
	void deepBodiesAreInvalidRequests() {
		for (int depth : new int[] { 1_000, 100_000, 1_000_000 }) {
			assertInvalid(this.application.post("alice", PUSH, "[".repeat(depth)));
			assertInvalid(this.application.post("alice", PUSH, "{\"a\":".repeat(depth / 5)));
			assertInvalid(this.application.post("alice", PUSH, "{\"ignored\":" + "[".repeat(depth) + "}"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "7", "\"x\"", "[]", "{}", "{\"id\":7,\"text\":\"x\"}",
			"{\"id\":\"a\",\"text\":null}", "{\"id\":\"a\",\"text\":\" \"}",
			"{\"id\":\"a\",\"id\":\"b\",\"text\":\"x\"}", "{\"id\":\"a\",\"text\":\"\\u0000\"}",
			"{\"id\":\"a\",\"text\":\"\\ud800\"}", "{\"id\":\"a\",\"text\":\"\\udc00\\ud800\"}",
			"{\"id\":\"a\",\"text\":1e400}", "{\"id\":\"a\\u0007\",\"text\":\"x\"}", "{\"id\":\"\",\"text\":\"x\"}",
			"{\"id\":\"\\ud800\",\"text\":\"x\"}" })
	void badArgumentsAreRejectedAndTheQueueGoesOn(String args) {
		HttpResponse<String> response = push(args);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		assertThat(response.body()).contains("\"last_mutation_id\":1", "\"mutation_id\":1")
			.containsPattern("\"code\":\"(invalid_args|invalid_key)\"")
			.doesNotContain("Exception", "\tat ");
	}

	@Test
	void deepArgumentsAreRejectedOrInvalid() {
		for (int depth : new int[] { 65, 100, 400, 5_000, 200_000 }) {
			HttpResponse<String> response = push(
					"{\"id\":\"a\",\"text\":\"x\",\"more\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
			assertThat(response.statusCode()).as("depth " + depth).isIn(200, 400);
			assertThat(response.body()).containsPattern("\"code\":\"(invalid_args|invalid_request|args_too_large)\"");
		}
	}

	@Test
	void largeArgumentsAndKeysAreRejected() {
		assertThat(push("{\"id\":\"a\",\"text\":\"" + "x".repeat(262_144) + "\"}").body())
			.containsPattern("\"code\":\"(args_too_large|invalid_args)\"");
		assertThat(push("{\"id\":\"" + "k".repeat(300) + "\",\"text\":\"x\"}").body())
			.contains("\"code\":\"key_too_large\"");
	}

	@Test
	void aMutatorThatNobodyKnowsIsRejected() {
		String name = "x".repeat(200) + "<script>";
		HttpResponse<String> response = this.application.post("alice", PUSH,
				TestApplication.pushBody("unknown-mutator", "\"alice\"", SyncLoopTests.mutation(1, name, "{}")));
		assertThat(response.body()).contains("\"code\":\"unknown_mutator\"");
	}

	@Test
	void aGzipBombIsTooLarge() throws IOException {
		HttpResponse<String> response = gzip(compress(new byte[200_000_000]));
		HttpProblemTests.assertProblem(response, 413, "request_too_large");
	}

	@Test
	void whatIsNotGzipIsInvalid() throws IOException {
		assertInvalid(gzip("{}".getBytes(StandardCharsets.UTF_8)));
		byte[] cut = compress(TestApplication.pullBody("c").getBytes(StandardCharsets.UTF_8));
		assertInvalid(gzip(java.util.Arrays.copyOf(cut, cut.length - 3)));
	}

	@Test
	void gzipIsServed() throws IOException {
		HttpResponse<String> response = gzip(
				compress(TestApplication.pushBody("gz", "\"alice\"", "").getBytes(StandardCharsets.UTF_8)));
		assertThat(response.statusCode()).isEqualTo(200);
	}

	@Test
	void bytesThatAreNotUtf8AreInvalid() {
		for (byte[] bytes : new byte[][] { { (byte) 0xff }, { '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"' } }) {
			assertInvalid(this.application.send(this.application.request(PUSH)
				.header("Authorization", TestApplication.basic("alice"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofByteArray(bytes))));
		}
	}

	@Test
	void randomlyBrokenRequestsNeverMakeTheServerFail() {
		Random random = new Random(42);
		byte[] valid = TestApplication
			.pushBody("fuzz", "\"alice\"",
					SyncLoopTests.mutation(1, "addTodo", "{\"id\":\"a\",\"text\":\"Some text: ü€𝄞\"}"))
			.getBytes(StandardCharsets.UTF_8);
		for (int round = 0; round < 300; round++) {
			byte[] broken = valid.clone();
			for (int i = 0; i <= random.nextInt(4); i++) {
				broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
			}
			HttpResponse<String> response = this.application.send(this.application.request(PUSH)
				.header("Authorization", TestApplication.basic("alice"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofByteArray(broken)));
			assertThat(response.statusCode()).as(new String(broken, StandardCharsets.ISO_8859_1) + response.body())
				.isIn(200, 400, 403, 409);
		}
	}

	private HttpResponse<String> push(String args) {
		this.client++;
		return this.application.post("alice", PUSH,
				TestApplication.pushBody("hostile-" + System.identityHashCode(this) + "-" + this.client, "\"alice\"",
						SyncLoopTests.mutation(1, "addTodo", args)));
	}

	private HttpResponse<String> gzip(byte[] body) {
		return this.application.send(this.application.request(PUSH)
			.header("Authorization", TestApplication.basic("alice"))
			.header("Content-Type", "application/json")
			.header("Content-Encoding", "gzip")
			.POST(BodyPublishers.ofByteArray(body)));
	}

	private static byte[] compress(byte[] bytes) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		return compressed.toByteArray();
	}

	private static void assertInvalid(HttpResponse<String> response) {
		HttpProblemTests.assertProblem(response, 400, "invalid_request");
	}

}
