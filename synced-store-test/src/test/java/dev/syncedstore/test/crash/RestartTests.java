package dev.syncedstore.test.crash;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SplittableRandom;

import dev.syncedstore.core.SpaceId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes away comes back, and everybody goes on by themselves: the database, the
 * server by its own will, and the server of a thousand subscribers without warning.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class RestartTests {

	private static final int SUBSCRIBERS = Integer.getInteger("crash.subscribers", 1_000);

	private static final String PUSH = """
			{"protocol_version": 1, "client_id": "c-1", "user_id": "carol", "acknowledged_mutation_id": 0,
			 "mutations": [{"id": 1, "nonce": "k7", "schema_version": 1, "name": "write",
			  "args": {"writer": "c-1", "number": 1, "refused": false}}]}""";

	private static final String PULL = """
			{"protocol_version": 1, "schema_version": 1, "client_id": "c-1", "user_id": "carol",
			 "acknowledged_mutation_id": 0, "epoch": null, "version": null, "checkpoint": null, "page": null}""";

	@TempDir
	private static Path folder;

	private static Stand stand;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeAll
	static void start() throws Exception {
		stand = Stand.start(folder);
	}

	@AfterAll
	static void stop() throws Exception {
		stand.close();
	}

	@Test
	void whileTheDatabaseIsAwayRequestsAreAnsweredSoAndThenEverythingResumes() throws Exception {
		try (LedgerLoad load = load("away")) {
			stand.awaitProgress(load);
			stand.postgres().stop();
			for (int round = 0; round < 2; round++) {
				assertUnavailable(post("push", PUSH));
				assertUnavailable(post("pull", PULL));
			}
			stand.postgres().start();
			stand.awaitProgress(load);
			Awaitility.await().untilAsserted(() -> assertThat(post("push", PUSH).statusCode()).isEqualTo(200));
			stand.audit().awaitSettled(load);
			stand.audit().checkUnbroken(load);
		}
	}

	@Test
	void aServerThatIsStoppedAndStartedAgainFindsItsClients() throws Exception {
		try (LedgerLoad load = load("stopped")) {
			stand.awaitProgress(load);
			stand.server().stop();
			stand.server().start();
			stand.server().awaitReady();
			stand.awaitProgress(load);
			stand.audit().awaitSettled(load);
			stand.audit().checkUnbroken(load);
		}
	}

	@Test
	void aThousandSubscribersOfAKilledServerComeBackApartFromEachOther() throws Exception {
		SpaceId space = new SpaceId(Ledger.STORE_TYPE, "crowd");
		try (LedgerClient writer = new LedgerClient(stand.server().address(), space, "ann", "ann-1");
				Crowd crowd = new Crowd(stand.server().address(), space, SUBSCRIBERS)) {
			writer.write(false);
			crowd.awaitLines(1);
			crowd.awaitConnected();
			stand.server().kill();
			crowd.forgetAttempts();
			writer.write(false);
			stand.server().start();
			stand.server().awaitReady();
			crowd.awaitLines(2);
			crowd.awaitConnected();
			writer.write(false);
			crowd.awaitLines(3);
			assertThat(crowd.attempts()).as("moments of 10 ms in which somebody tried to connect").isGreaterThan(10);
		}
	}

	private static LedgerLoad load(String name) {
		return new LedgerLoad(stand.server().address(), name, 2, new SplittableRandom(1));
	}

	private static void assertUnavailable(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
		assertThat(response.body()).contains("\"unavailable\"");
		assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
	}

	private HttpResponse<String> post(String endpoint, String body) throws Exception {
		URI address = stand.server().address().resolve("/synced-store/ledger/by-hand/" + endpoint);
		return this.http.send(HttpRequest.newBuilder(address)
			.header("Content-Type", "application/json")
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString("carol:any".getBytes(StandardCharsets.UTF_8)))
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
