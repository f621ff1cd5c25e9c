package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each limit that a property sets, reached by a client. Each test has a user or a space
 * of its own.
 */
class LimitsTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		String limits = "synced-store.limits.";
		application = TestApplication.start(AnybodysApplication.class, limits + "connections-per-user=3",
				limits + "subscriptions-per-user=4", limits + "requests-per-user=5", limits + "pushes-per-second=10",
				limits + "pulls-per-second=2", limits + "bytes-per-second=20KB", limits + "mutations-per-push=70",
				limits + "json-depth=2", limits + "unacknowledged-mutations=1000", limits + "mutator-entries=1",
				limits + "spaces-per-day=3", limits + "clients-per-space=2", limits + "actions-per-minute=5");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void tooManyPullsAreToWait() {
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			answers.add(application.post("puller", "/synced-store/todo/pulls/pull", TestApplication.pullBody("p")));
		}
		assertThat(answers.subList(0, 20)).allMatch((answer) -> answer.statusCode() == 200);
		assertTooMany(firstRefused(answers), "pulls");
		assertThat(application.post("somebody", "/synced-store/todo/pulls/pull", TestApplication.pullBody("p2"))
			.statusCode()).as("somebody else").isEqualTo(200);
	}

	@Test
	void tooManyPushesAreToWait() {
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			answers.add(application.post("pusher", "/synced-store/todo/pushes/push",
					TestApplication.pushBody("p", "\"pusher\"", "")));
		}
		assertThat(answers.subList(0, 100)).allMatch((answer) -> answer.statusCode() == 200);
		assertTooMany(firstRefused(answers), "pushes");
	}

	@Test
	void tooManyCallsOfActionsAreToWait() {
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			answers.add(application.post("caller", "/synced-store/todo/calls/actions/unknown",
					TestApplication.actionBody("c", "a" + i, "{}")));
		}
		assertThat(answers.subList(0, 5)).allMatch((answer) -> answer.statusCode() == 404);
		HttpResponse<String> refused = firstRefused(
				answers.stream().filter((answer) -> answer.statusCode() != 404).toList());
		assertTooMany(refused, "calls of actions");
		assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 13);
	}

	@Test
	void tooManyBytesAreToWait() {
		String large = TestApplication.pushBody("b", "\"sender\"", "") + " ".repeat(500_000);
		assertThat(application.post("sender", "/synced-store/todo/bytes/push", large).statusCode()).isEqualTo(200);
		HttpResponse<String> refused = application.post("sender", "/synced-store/todo/bytes/push", large);
		assertTooMany(refused, "bytes");
		assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isBetween(5, 30);
	}

	@Test
	void tooManyRequestsAtATimeAreToWait() {
		List<RawConnection> open = new ArrayList<>();
		try {
			for (int i = 0; i < 5; i++) {
				open.add(RawConnection.to(application).post("busy", "/synced-store/todo/open/push", 1_000).send("{"));
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertTooMany(emptyPush("busy", "open"), "under way"));
		}
		finally {
			open.forEach(RawConnection::close);
		}
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> emptyPush("busy", "open").statusCode() == 200);
	}

	@Test
	void aPushWithTooManyMutationsIsTooLarge() {
		HttpProblemTests.assertProblem(application.post("alice", "/synced-store/todo/mutations/push",
				TestApplication.pushBody("m", "\"alice\"", todos(1, 71))), 413, "request_too_large");
		assertThat(application
			.post("alice", "/synced-store/todo/mutations/push",
					TestApplication.pushBody("m", "\"alice\"", todos(1, 70)))
			.body()).contains("\"last_mutation_id\":70");
	}

	@Test
	void argumentsThatAreNestedTooDeepAreRejected() {
		String path = "/synced-store/todo/depth/push";
		String add = "{\"id\":%d,\"nonce\":\"n\",\"schema_version\":1,\"name\":\"addTodo\",\"args\":{\"ignored\":%s}}";
		assertThat(application.post("alice", path, TestApplication.pushBody("d", "\"alice\"", add.formatted(1, "[[]]")))
			.body()).contains("\"code\":\"invalid_args\"", "args must not be nested deeper than 2 levels",
					"\"last_mutation_id\":1");
		assertThat(application.post("alice", path, TestApplication.pushBody("d", "\"alice\"", add.formatted(2, "[]")))
			.body()).contains("\"mutation_id\":2,\"code\":\"invalid_args\",\"message\":\"id: is missing");
	}

	@Test
	void aMutationThatTakesTooMuchIsRejected() {
		// A todo, and an entry that only the server has.
		assertThat(application
			.post("alice", "/synced-store/todo/mutations/push", TestApplication.pushBody("e", "\"alice\"", todos(1, 1)))
			.body()).contains("\"code\":\"internal_error\"", "\"last_mutation_id\":1");
	}

	@Test
	void tooManyUnacknowledgedMutationsAreToWait() {
		String path = "/synced-store/todo/unacknowledged/push";
		String withdrawn = "{\"id\":%d,\"nonce\":\"n\",\"schema_version\":1,\"name\":\"$withdrawn\",\"args\":null}";
		int id = 0;
		HttpResponse<String> last = null;
		while (id < 1_100 && (last == null || last.statusCode() == 200)) {
			StringBuilder mutations = new StringBuilder(withdrawn.formatted(++id));
			for (int i = 1; i < 70; i++) {
				mutations.append(',').append(withdrawn.formatted(++id));
			}
			last = pushPatiently(path, TestApplication.pushBody("u", "\"silent\"", mutations.toString()));
		}
		assertTooMany(last, "acknowledged");
		assertThat(id).isBetween(1_001, 1_070);
	}

	@Test
	void tooManySpacesADayAreToWait() {
		for (int i = 0; i < 3; i++) {
			assertThat(push("creator", "c1", "made-" + i).statusCode()).isEqualTo(200);
		}
		HttpResponse<String> refused = push("creator", "c1", "made-3");
		assertTooMany(refused, "spaces");
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("600");
		assertThat(push("creator", "c2", "made-0").statusCode()).as("a space that exists").isEqualTo(200);
	}

	@Test
	void tooManyClientsAreToWait() {
		assertThat(push("owner", "c1", "made-by-clients").statusCode()).isEqualTo(200);
		assertThat(push("owner", "c2", "made-by-clients").statusCode()).isEqualTo(200);
		assertTooMany(push("owner", "c3", "made-by-clients"), "clients");
	}

	@Test
	void tooManyConnectionsAreClosed() {
		List<StompClient> open = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				open.add(client("alice").connect());
			}
			StompClient fourth = client("alice");
			open.add(fourth);
			fourth.send(StompClient.frame("CONNECT", "accept-version:1.2"));
			assertThat(fourth.awaitFrame("ERROR")).contains("code:too_many_requests");
			assertThat(fourth.awaitClose()).isEqualTo(1008);
			StompClient bob = client("bob").connect();
			open.add(bob);
			for (int i = 0; i <= 4; i++) {
				bob.subscribe("s" + i, "/spaces/todo/connections", "con-" + i);
			}
			assertThat(bob.awaitFrame("subscription:s4")).contains("code:too_many_requests");
			bob.awaitFrame("subscription:s3");
		}
		finally {
			open.forEach(StompClient::close);
		}
	}

	private static HttpResponse<String> emptyPush(String user, String space) {
		return application.post(user, "/synced-store/todo/" + space + "/push",
				TestApplication.pushBody("empty", "\"" + user + "\"", ""));
	}

	private static HttpResponse<String> push(String user, String client, String space) {
		return application.post(user, "/synced-store/todo/" + space + "/push",
				TestApplication.pushBody(client, "\"" + user + "\"", todos(1, 1)));
	}

	/** Waits where it is too fast, but not where it is told why else. */
	private static HttpResponse<String> pushPatiently(String path, String body) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> application.post("silent", path, body), (answer) -> !answer.body().contains("lately"));
	}

	private static String todos(int from, int count) {
		List<String> mutations = new ArrayList<>();
		for (int id = from; id < from + count; id++) {
			mutations.add(SyncLoopTests.mutation(id, "addTodo", "{\"id\":\"t" + id + "\",\"text\":\"x\"}"));
		}
		return String.join(",", mutations);
	}

	private static StompClient client(String user) {
		return StompClient.open(application.pokeUri(), "Authorization", TestApplication.basic(user));
	}

	private static HttpResponse<String> firstRefused(List<HttpResponse<String>> answers) {
		return answers.stream().filter((answer) -> answer.statusCode() != 200).findFirst().orElseThrow();
	}

	private static void assertTooMany(HttpResponse<String> answer, String what) {
		HttpProblemTests.assertProblem(answer, 429, "too_many_requests");
		assertThat(answer.body()).contains(what);
		assertThat(answer.headers().firstValue("Retry-After")).get().asString().matches("[1-9][0-9]*");
	}

}
