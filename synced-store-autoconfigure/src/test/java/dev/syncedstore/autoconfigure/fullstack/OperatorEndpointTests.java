package dev.syncedstore.autoconfigure.fullstack;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.syncedstore.server.action.ParkedActions;
import dev.syncedstore.server.delivery.ParkedDeliveries;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators see and do, over HTTP.
 */
@ExtendWith(OutputCaptureExtension.class)
class OperatorEndpointTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.start(OperatorsApplication.class,
				"management.endpoints.web.exposure.include=syncedstore",
				"management.endpoint.syncedstore.access=unrestricted", "synced-store.actions.attempts=1",
				"logging.level.dev.syncedstore=info");
		application.context()
			.getBean(JdbcClient.class)
			.sql("CREATE TABLE greeting (id bigint GENERATED ALWAYS AS IDENTITY, who text NOT NULL)")
			.update();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void onlyOperatorsAreLetIn() {
		assertThat(application.send(application.request("/actuator/syncedstore")).statusCode()).isEqualTo(401);
		assertThat(send("alice", "GET", "").statusCode()).isEqualTo(403);
		assertThat(send("alice", "DELETE", "/spaces/todo/main").statusCode()).isEqualTo(403);
		assertThat(send("olga", "GET", "").statusCode()).isEqualTo(200);
	}

	@Test
	void theNodeSaysWhatItHasToDo() {
		try (StompClient bob = StompClient.open(application.pokeUri(), "Authorization", TestApplication.basic("bob"))) {
			bob.connect().subscribe("s1", "/spaces/todo/node", "b1").awaitFrame("subscription:s1");
			push("alice", "node", 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}");
			JsonNode node = read("").get("node");
			assertThat(node.get("subscriptions").asInt()).isPositive();
			assertThat(node.get("subscribedSpaces").asInt()).isPositive();
			assertThat(node.at("/writers/cachedSpaces").asInt()).isPositive();
			assertThat(node.at("/writers/cachedBytes").asLong()).isPositive();
			assertThat(node.at("/writers/waitingMutations").asLong()).isNotNegative();
			assertThat(node.get("waitingPulls").asInt()).isNotNegative();
			assertThat(node.has("listening")).isTrue();
		}
	}

	@Test
	void spacesAreListedAPageAtATime() {
		for (String list : List.of("page-1", "page-2", "page-3")) {
			push("alice", list, 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}");
		}
		JsonNode page = read("/spaces?storeType=todo&after=todo/page-&limit=2");
		assertThat(page.at("/spaces/0/instanceId").asString()).isEqualTo("page-1");
		assertThat(page.at("/spaces/0/version").asLong()).isOne();
		assertThat(page.at("/spaces/0/details").isNull()).isTrue();
		assertThat(page.get("next").asString()).isEqualTo("todo/page-2");
		JsonNode last = read("/spaces?after=todo/page-2");
		assertThat(last.at("/spaces/0/instanceId").asString()).isEqualTo("page-3");
		assertThat(last.get("next").isNull()).isTrue();
		assertThat(read("/spaces?storeType=nonsense").get("spaces")).isEmpty();
	}

	@Test
	void aSpaceIsShownWithItsClientsAndWithoutItsValues() {
		push("alice", "shown", 1, "addTodo", "{\"id\":\"secret-key\",\"text\":\"secret-text\"}");
		push("alice", "shown", 2, "setNote", "{\"text\":\"secret-note\"}");
		String body = send("olga", "GET", "/spaces/todo/shown").body();
		assertThat(body).doesNotContain("secret");
		JsonNode space = JsonMapper.shared().readTree(body);
		assertThat(space.get("version").asLong()).isEqualTo(2);
		assertThat(space.get("epoch").asString()).isNotEmpty();
		JsonNode details = space.get("details");
		assertThat(details.get("createdBy").asString()).isEqualTo("alice");
		assertThat(details.get("schemaVersion").asInt()).isOne();
		assertThat(details.get("lastCommitAt").isNull()).isFalse();
		assertThat(details.at("/contents/sharedEntries").asLong()).isOne();
		assertThat(details.at("/contents/privateEntries").asLong()).isOne();
		assertThat(details.at("/contents/serverOnlyEntries").asLong()).isOne();
		assertThat(details.at("/contents/bytes").asLong()).isGreaterThan(50);
		assertThat(details.get("clientCount").asLong()).isOne();
		JsonNode client = details.at("/clients/0");
		assertThat(client.get("clientId").asString()).isEqualTo("alice-shown");
		assertThat(client.get("userId").asString()).isEqualTo("alice");
		assertThat(client.get("lastMutationId").asLong()).isEqualTo(2);
		assertThat(client.get("lag").asLong()).isEqualTo(2);
		assertThat(client.get("lastSeenAt").asString()).isNotEmpty();
	}

	@Test
	void parkedActionsAreListedRetriedAndDropped() {
		push("alice", "parks", 1, "later", "{\"id\":\"one\",\"text\":\"fails\"}");
		ParkedActions parked = application.context().getBean(ParkedActions.class);
		Awaitility.await().until(() -> !parked.list(0, 10).isEmpty());
		JsonNode action = read("/parked").at("/actions/0");
		assertThat(action.get("action").asString()).isEqualTo("later");
		assertThat(action.get("instanceId").asString()).isEqualTo("parks");
		assertThat(action.get("userId").asString()).isEqualTo("alice");
		assertThat(action.get("failure").asString()).startsWith("internal_error");
		long id = action.get("id").asLong();
		assertThat(read("").at("/backlog/parkedActions").asLong()).isOne();
		assertThat(send("olga", "POST", "/parked/" + id).statusCode()).isEqualTo(200);
		Awaitility.await().until(() -> !parked.list(0, 10).isEmpty());
		assertThat(send("olga", "DELETE", "/parked/" + id).statusCode()).isEqualTo(200);
		assertThat(read("/parked").get("actions")).isEmpty();
		assertThat(send("olga", "DELETE", "/parked/" + id).statusCode()).isEqualTo(404);
		assertThat(send("olga", "POST", "/parked/" + id).statusCode()).isEqualTo(404);
	}

	@Test
	void parkedDeliveriesAreListedRetriedAndDropped(CapturedOutput output) {
		push("alice", "sends", 1, "passOn", "{\"id\":\"one\",\"text\":\"locked\"}");
		push("alice", "sends", 2, "passOn", "{\"id\":\"two\",\"text\":\"locked\"}");
		ParkedDeliveries parked = application.context().getBean(ParkedDeliveries.class);
		Awaitility.await().until(() -> parked.list(0, 10).size() == 2);
		JsonNode page = read("/deliveries?limit=1");
		JsonNode delivery = page.at("/deliveries/0");
		long id = delivery.get("id").asLong();
		assertThat(page.get("next").asString()).isEqualTo(String.valueOf(id));
		assertThat(delivery.get("storeType").asString()).isEqualTo("todo");
		assertThat(delivery.get("instanceId").asString()).isEqualTo("passed-on");
		assertThat(delivery.get("mutator").asString()).isEqualTo("addTodo");
		assertThat(delivery.get("userId").asString()).isEqualTo("alice");
		assertThat(delivery.get("sourceStoreType").asString()).isEqualTo("todo");
		assertThat(delivery.get("sourceInstanceId").asString()).isEqualTo("sends");
		assertThat(delivery.get("sourceMutator").asString()).isEqualTo("passOn");
		assertThat(delivery.get("sourceVersion").asLong()).isOne();
		assertThat(delivery.get("failure").asString()).isEqualTo("list_locked: The list is locked for one");
		assertThat(delivery.get("parkedAt").asString()).isNotEmpty();
		long second = read("/deliveries?after=" + id).at("/deliveries/0/id").asLong();
		JsonNode backlog = read("").get("backlog");
		assertThat(backlog.get("parkedDeliveries").asLong()).isEqualTo(2);
		assertThat(backlog.get("waitingDeliveries").asLong()).isNotNegative();

		String before = delivery.get("parkedAt").asString();
		assertThat(send("olga", "POST", "/deliveries/" + id).statusCode()).isEqualTo(200);
		Awaitility.await().until(() -> {
			JsonNode again = read("/deliveries").at("/deliveries/0");
			return again.at("/id").asLong() == id && !again.get("parkedAt").asString().equals(before);
		});
		for (long each : List.of(id, second)) {
			assertThat(send("olga", "DELETE", "/deliveries/" + each).statusCode()).isEqualTo(200);
		}
		assertThat(read("/deliveries").get("deliveries")).isEmpty();
		assertThat(send("olga", "DELETE", "/deliveries/" + id).statusCode()).isEqualTo(404);
		assertThat(send("olga", "POST", "/deliveries/" + id).statusCode()).isEqualTo(404);
		assertThat(send("alice", "DELETE", "/deliveries/" + id).statusCode()).isEqualTo(403);
		assertThat(output).contains("Parked delivery " + id + " is to run again")
			.contains("Parked delivery " + id + " is dropped");
	}

	@Test
	void aNewEpochMakesClientsLoadTheSpaceAnew() {
		try (StompClient bob = StompClient.open(application.pokeUri(), "Authorization", TestApplication.basic("bob"))) {
			push("alice", "epochs", 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}");
			bob.connect().subscribe("s1", "/spaces/todo/epochs", "b1").awaitFrame("subscription:s1");
			String before = read("/spaces/todo/epochs").get("epoch").asString();
			String other = read("/spaces/todo/epochs").get("createdAt").asString();
			assertThat(send("olga", "POST", "/spaces/todo/epochs/epoch").statusCode()).isEqualTo(200);
			JsonNode after = read("/spaces/todo/epochs");
			String epoch = after.get("epoch").asString();
			assertThat(epoch).isNotEqualTo(before);
			assertThat(after.get("createdAt").asString()).isEqualTo(other);
			assertThat(after.get("version").asLong()).isOne();
			bob.awaitFrame(epoch);
			push("alice", "epochs", 2, "addTodo", "{\"id\":\"b\",\"text\":\"y\"}");
			assertThat(read("/spaces/todo/epochs").get("version").asLong()).isEqualTo(2);

			HttpResponse<String> all = send("olga", "POST", "/epoch");
			assertThat(JsonMapper.shared().readTree(all.body()).get("spaces").asLong()).isPositive();
			String third = read("/spaces/todo/epochs").get("epoch").asString();
			assertThat(third).isNotEqualTo(epoch);
			bob.awaitFrame(third);
			push("alice", "epochs", 3, "addTodo", "{\"id\":\"c\",\"text\":\"z\"}");
			assertThat(read("/spaces/todo/epochs").get("version").asLong()).isEqualTo(3);
			push("alice", "epochs-later", 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}");
			assertThat(read("/spaces/todo/epochs-later").get("epoch").asString()).isEqualTo(third);
		}
	}

	@Test
	void whatOperatorsDoIsSaidInTheLog(CapturedOutput output) {
		push("alice", "logged", 1, "addTodo", "{\"id\":\"a\",\"text\":\"secret-text\"}");
		send("olga", "POST", "/spaces/todo/logged/epoch");
		send("olga", "DELETE", "/spaces/todo/logged");
		assertThat(output).contains("Space todo/logged begins a new epoch at version 1")
			.contains("Space todo/logged is deleted for ever")
			.doesNotContain("secret-text");
	}

	@Test
	void compactingBeginsTheDaysWorkAnew() {
		assertThat(send("olga", "POST", "/compact").statusCode()).isEqualTo(200);
		Awaitility.await()
			.until(() -> read("").at("/backlog/forgettingDay")
				.asString("")
				.equals(LocalDate.now(ZoneOffset.UTC).toString()));
	}

	@Test
	void aSpaceIsDeletedForEver() {
		push("alice", "ends", 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}");
		assertThat(send("olga", "DELETE", "/spaces/todo/ends").statusCode()).isEqualTo(200);
		assertThat(read("/spaces/todo/ends").get("deletedAt").isNull()).isFalse();
		assertThat(
				application.post("alice", "/synced-store/todo/ends/pull", TestApplication.pullBody("a")).statusCode())
			.isEqualTo(410);
		assertThat(send("olga", "POST", "/spaces/todo/ends/epoch").statusCode()).isEqualTo(404);
	}

	@Test
	void aUserIsErasedEverywhere() {
		push("bob", "knows", 1, "setNote", "{\"text\":\"mine\"}");
		assertThat(read("/spaces/todo/knows").at("/details/contents/privateEntries").longValue()).isEqualTo(1);
		assertThat(send("olga", "DELETE", "/users/bob").statusCode()).isEqualTo(200);
		assertThat(read("/spaces/todo/knows").at("/details/contents/privateEntries").longValue()).isZero();
		HttpResponse<String> pull = application.post("bob", "/synced-store/todo/knows/pull",
				TestApplication.pullBody("b"));
		assertThat(pull.body()).doesNotContain("mine");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /spaces/todo/never-was, 404", "GET, /spaces/TODO/x, 400", "GET, /nonsense, 404",
			"GET, /spaces/todo, 404", "DELETE, /spaces/todo/never-was, 404", "DELETE, /spaces, 404",
			"POST, /parked/x, 400", "GET, /deliveries?after=x, 400", "POST, /nonsense, 404",
			"POST, /spaces/todo/never-was/epoch, 404", "GET, /spaces?after=nonsense, 400" })
	void whatIsNotThereIsSaidToBeSo(String method, String path, int status) {
		assertThat(send("olga", method, path).statusCode()).isEqualTo(status);
	}

	@Test
	void withoutFurtherSettingsItIsNotExposedAndOnlyRead() {
		try (TestApplication exposed = TestApplication.start(OperatorsApplication.class,
				"management.endpoints.web.exposure.include=*")) {
			assertThat(exposed.send(as("olga", exposed.request("/actuator/syncedstore"))).statusCode()).isEqualTo(200);
			HttpRequest.Builder compact = as("olga", exposed.request("/actuator/syncedstore/compact"))
				.POST(BodyPublishers.noBody());
			assertThat(exposed.send(compact).statusCode()).isEqualTo(405);
		}
		try (TestApplication plain = TestApplication.start(OperatorsApplication.class)) {
			assertThat(plain.context().containsBean("syncedStoreEndpoint")).isFalse();
		}
	}

	@Test
	void theMetricsAreThoseThatTheManualNames() throws IOException {
		MeterRegistry meters = application.context().getBean(MeterRegistry.class);
		try (StompClient bob = StompClient.open(application.pokeUri(), "Authorization", TestApplication.basic("bob"))) {
			bob.connect().subscribe("s1", "/spaces/todo/measured", "b1").awaitFrame("subscription:s1");
			push("alice", "measured", 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}");
			push("alice", "measured", 2, "later", "{\"id\":\"two\",\"text\":\"works\"}");
			push("alice", "measured", 3, "passOn", "{\"id\":\"three\",\"text\":\"works\"}");
			application.push("alice", "rejected", 1, "nonsense", "{}");
			application.post("alice", "/synced-store/todo/measured/pull", TestApplication.pullBody("a"));
			application.post("alice", "/synced-store/todo/measured/actions/count",
					TestApplication.actionBody("a", UUID.randomUUID().toString(), "{}"));
			Awaitility.await().until(() -> meters.find("syncedstore.action.enqueued").timer() != null);
			Awaitility.await().until(() -> meters.find("syncedstore.deliveries.processed").counter() != null);
		}
		Set<String> registered = meters.getMeters()
			.stream()
			.map((meter) -> meter.getId().getName())
			.filter((name) -> name.startsWith("syncedstore."))
			.collect(Collectors.toSet());
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("mvnw"))) {
			folder = folder.getParent();
		}
		Set<String> named = Pattern.compile("`(syncedstore\\.[a-z.]+)`")
			.matcher(Files.readString(folder.resolve("src/docs/operations.md")))
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
		assertThat(registered).isEqualTo(named);
	}

	private static void push(String user, String list, long id, String mutator, String args) {
		String mutation = "{\"id\":" + id + ",\"nonce\":\"n" + id + "\",\"schema_version\":1,\"name\":\"" + mutator
				+ "\",\"args\":" + args + "}";
		assertThat(application
			.post(user, "/synced-store/todo/" + list + "/push",
					TestApplication.pushBody(user + "-" + list, "\"" + user + "\"", mutation))
			.body()).contains("\"last_mutation_id\":" + id, "\"rejected_mutations\":[]");
	}

	private static JsonNode read(String path) {
		HttpResponse<String> response = send("olga", "GET", path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private static HttpResponse<String> send(String user, String method, String path) {
		return application.send(
				as(user, application.request("/actuator/syncedstore" + path)).method(method, BodyPublishers.noBody()));
	}

	private static HttpRequest.Builder as(String user, HttpRequest.Builder request) {
		return request.header("Authorization", TestApplication.basic(user));
	}

}
