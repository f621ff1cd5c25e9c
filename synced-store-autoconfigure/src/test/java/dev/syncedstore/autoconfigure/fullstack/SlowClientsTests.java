package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.web.SyncHandlerMapping;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send or read a byte now and then, more of them than the web server has
 * threads.
 */
class SlowClientsTests {

	private static final int CLIENTS = 50;

	private static final int KILOBYTE = 1024;

	private static final int SECONDS = Integer.getInteger("slowclients.seconds", 3);

	private static TestDatabase database;

	private static TestApplication application;

	private static long pushed;

	private final List<RawConnection> slow = new ArrayList<>();

	@BeforeAll
	static void start() {
		database = TestDatabase.create();
		application = TestApplication.start(database, WithEndpoint.class, "server.tomcat.threads.max=8",
				"server.tomcat.threads.min-spare=8", "synced-store.limits.requests-per-user=200",
				"synced-store.limits.pulls-per-second=1000");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@AfterEach
	void nothingOfTheirsStays() {
		this.slow.forEach(RawConnection::close);
		SyncHandlerMapping mapping = application.context().getBean(SyncHandlerMapping.class);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mapping.heldBytes() == 0);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mapping.waitingRequests() == 0);
	}

	@Test
	void clientsThatReadAKilobyteASecondHoldNeitherThreadsNorTransactions() {
		fill();
		for (int i = 0; i < CLIENTS; i++) {
			RawConnection connection = new RawConnection(application, KILOBYTE);
			this.slow.add(connection);
			connection.post("alice", "/synced-store/todo/main/pull", TestApplication.pullBody("slow-" + i));
		}
		SyncHandlerMapping mapping = application.context().getBean(SyncHandlerMapping.class);
		Awaitility.await()
			.alias("answers that wait to be read")
			.until(mapping::heldBytes, (held) -> held > CLIENTS * 100L * KILOBYTE);
		for (int second = 0; second < SECONDS; second++) {
			// That is how fast they are.
			Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
			for (RawConnection connection : this.slow) {
				assertThat(connection.read(KILOBYTE, 10_000)).isNotEmpty();
			}
			assertEverythingElseWorks();
		}
		RawConnection first = this.slow.get(0);
		assertThat(first.readAll(5_000).length()).as("the rest of the first answer").isGreaterThan(900 * KILOBYTE);
	}

	@Test
	void clientsThatSendAByteNowAndThenHoldNoThreads() {
		String body = TestApplication.pullBody("slow");
		for (int i = 0; i < CLIENTS; i++) {
			this.slow.add(RawConnection.to(application)
				.post("alice", "/synced-store/todo/main/pull", body.length())
				.send(body.substring(0, 5)));
		}
		for (int round = 0; round < SECONDS; round++) {
			for (RawConnection connection : this.slow) {
				connection.send(body.substring(5 + round, 6 + round));
			}
			assertEverythingElseWorks();
		}
		RawConnection first = this.slow.get(0);
		first.send(body.substring(5 + SECONDS));
		assertThat(new String(first.read(KILOBYTE, 10_000), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200");
	}

	@Test
	void clientsThatAskAndNeverReadHoldNoThreads() {
		fill();
		String pull = TestApplication.pullBody("slow");
		for (int i = 0; i < CLIENTS; i++) {
			RawConnection connection = new RawConnection(application, KILOBYTE);
			this.slow.add(connection);
			for (int n = 0; n < 3; n++) {
				connection.post("alice", "/synced-store/todo/main/pull", pull);
			}
		}
		for (int round = 0; round < SECONDS; round++) {
			assertEverythingElseWorks();
		}
	}

	/** Pushes, and the application's own endpoint with its query. */
	private void assertEverythingElseWorks() {
		long started = System.nanoTime();
		pushed++;
		HttpResponse<String> push = application.push("bob", "bob-1", pushed, "addTodo",
				"{\"id\":\"of-bob\",\"text\":\"" + pushed + "\"}");
		assertThat(push.body()).contains("\"last_mutation_id\":" + pushed);
		assertThat(application
			.send(application.request("/own").header("Authorization", TestApplication.basic("bob")).GET())
			.body()).isEqualTo("1");
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
		assertThat(JdbcClient.create(database.dataSource())
			.sql("SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0) FROM pg_stat_activity "
					+ "WHERE datname = current_database() AND pid <> pg_backend_pid()")
			.query(Double.class)
			.single()).as("age of the oldest transaction").isLessThan(1);
	}

	/** More than a page, which no buffer of the system takes, and nothing compresses. */
	private void fill() {
		Random random = new Random(1);
		for (int id = 1; id <= 10; id++) {
			StringBuilder text = new StringBuilder();
			while (text.length() < 200_000) {
				text.append(Long.toHexString(random.nextLong()));
			}
			assertThat(application
				.push("al", "filler", id, "addTodo", "{\"id\":\"f" + id + "\",\"text\":\"" + text + "\"}")
				.body()).contains("\"rejected_mutations\":[]");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ AnybodysApplication.class, OwnEndpoint.class })
	static class WithEndpoint {

	}

	@RestController
	static class OwnEndpoint {

		private final JdbcClient sql;

		OwnEndpoint(JdbcClient sql) {
			this.sql = sql;
		}

		@GetMapping("/own")
		String own() {
			return this.sql.sql("SELECT 1").query(String.class).single();
		}

	}

}
