package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.embedded.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A small pool and much contention: the application's own requests find a connection.
 */
class ContendedPoolTests {

	private static final int SPACES = 8;

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("contended.seconds", 5));

	@Test
	void theApplicationsOwnEndpointAnswersWhileEightSpacesAreWrittenByTwoNodes() throws Exception {
		TestDatabase database = TestDatabase.create();
		ExecutorService clients = Executors.newCachedThreadPool();
		try (TestApplication one = start(database); TestApplication other = start(database)) {
			long end = System.nanoTime() + TIME.toNanos();
			List<Future<Long>> pushed = new ArrayList<>();
			List<Future<Long>> answered = new ArrayList<>();
			for (TestApplication node : List.of(one, other)) {
				for (int space = 0; space < SPACES; space++) {
					pushed.add(clients.submit(pusher(node, space, (node == one) ? "one" : "other", end)));
				}
				answered.add(clients.submit(() -> ask(node, end)));
			}
			for (Future<Long> asked : answered) {
				assertThat(asked.get(2, TimeUnit.MINUTES)).as("answers of the application's own").isPositive();
			}
			for (Future<Long> space : pushed) {
				assertThat(space.get(2, TimeUnit.MINUTES)).as("mutations of a space on a node").isPositive();
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private static TestApplication start(TestDatabase database) {
		return TestApplication.start(database, WithJpaEndpoint.class, "spring.datasource.hikari.maximum-pool-size=4",
				"spring.datasource.hikari.connection-timeout=5000");
	}

	private static Callable<Long> pusher(TestApplication node, int space, String client, long end) {
		return () -> {
			long id = 1;
			while (System.nanoTime() < end) {
				HttpResponse<String> response = node.post("user" + space,
						"/synced-store/todo/contended-" + space + "/push",
						TestApplication.pushBody(client, "\"user" + space + "\"",
								SyncLoopTests.mutation(id, "addTodo", "{\"id\":\"t\",\"text\":\"x\"}")));
				assertThat(response.statusCode()).as(response.body()).isIn(200, 503);
				if (response.statusCode() == 200) {
					id++;
				}
			}
			return id - 1;
		};
	}

	/** Whoever gets no connection within the pool's timeout is answered 500. */
	private static long ask(TestApplication node, long end) {
		long answers = 0;
		while (System.nanoTime() < end) {
			HttpResponse<String> response = node
				.send(node.request("/own-jpa").header("Authorization", TestApplication.basic("alice")).GET());
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			answers++;
		}
		return answers;
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ AnybodysApplication.class, JpaEndpoint.class })
	static class WithJpaEndpoint {

	}

	@RestController
	static class JpaEndpoint {

		private final EntityManager entityManager;

		JpaEndpoint(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@GetMapping("/own-jpa")
		@Transactional
		public String own() {
			return String.valueOf(this.entityManager.createNativeQuery("SELECT 1").getSingleResult());
		}

	}

}
