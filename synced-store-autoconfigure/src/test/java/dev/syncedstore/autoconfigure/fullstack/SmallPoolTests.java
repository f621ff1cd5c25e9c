package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.autoconfigure.shop.BoxOffice;
import dev.syncedstore.autoconfigure.shop.ShopApplication;
import dev.syncedstore.embedded.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes with four connections each, contending for the same spaces with mutators of
 * which each needs a second connection: the application itself goes on.
 */
class SmallPoolTests {

	private static final int SPACES = 8;

	/** More of them by {@code -Dsmall-pool.rounds=50}. */
	private static final int ROUNDS = Integer.getInteger("small-pool.rounds", 3);

	private static final String[] PROPERTIES = { "spring.datasource.hikari.maximum-pool-size=4",
			"spring.datasource.hikari.connection-timeout=5000", "spring.jpa.open-in-view=false" };

	@Test
	void aPoolOfFourIsEnoughForContendedSpacesRequiresNewAndTheApplication() throws Exception {
		TestDatabase database = TestDatabase.create();
		ExecutorService clients = Executors.newCachedThreadPool();
		try (TestApplication one = TestApplication.start(database, ShopApplication.class,
				with("spring.jpa.hibernate.ddl-auto=create"));
				TestApplication two = TestApplication.start(database, ShopApplication.class, PROPERTIES)) {
			AtomicBoolean done = new AtomicBoolean();
			List<CompletableFuture<List<Integer>>> applications = new ArrayList<>();
			for (TestApplication node : List.of(one, two)) {
				applications.add(CompletableFuture.supplyAsync(() -> useApplication(node, done), clients));
			}
			List<CompletableFuture<Void>> pushes = new ArrayList<>();
			for (int space = 0; space < SPACES; space++) {
				for (TestApplication node : List.of(one, two)) {
					String path = "/synced-store/shop/pool-" + space + "/push";
					String client = "client-" + space + "-" + node.port();
					pushes.add(CompletableFuture.runAsync(() -> push(node, path, client), clients));
				}
			}
			CompletableFuture.allOf(pushes.toArray(CompletableFuture[]::new)).join();
			done.set(true);
			for (CompletableFuture<List<Integer>> application : applications) {
				assertThat(application.join()).isNotEmpty().containsOnly(200);
			}
			int bookings = SPACES * 2 * ROUNDS * 2;
			assertThat(bookings(one).body()).isEqualTo(Integer.toString(2 * bookings));
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Test
	void howeverLongServicesTakeTheApplicationHasAConnectionLeft() throws Exception {
		ExecutorService clients = Executors.newCachedThreadPool();
		try (TestApplication node = TestApplication.start(ShopApplication.class,
				with("spring.jpa.hibernate.ddl-auto=create"))) {
			BoxOffice office = node.context().getBean(BoxOffice.class);
			List<CompletableFuture<HttpResponse<String>>> pushes = new ArrayList<>();
			for (int space = 0; space < SPACES; space++) {
				String path = "/synced-store/shop/slow-" + space + "/push";
				String body = TestApplication.pushBody("slow-" + space, "\"alice\"",
						SyncLoopTests.mutation(1, "bookSlowly", "{\"id\":\"slow-" + space + "\",\"text\":\"x\"}"));
				pushes.add(CompletableFuture.supplyAsync(() -> node.post("alice", path, body), clients));
			}
			Awaitility.await().until(() -> office.slow() == 1);
			for (int i = 0; i < 20; i++) {
				assertThat(bookings(node).statusCode()).isEqualTo(200);
				assertThat(node
					.post("bob", "/synced-store/shop/quick/push",
							TestApplication.pushBody("quick-" + i, "\"bob\"",
									SyncLoopTests.mutation(1, "put", "{\"id\":\"q" + i + "\",\"text\":\"x\"}")))
					.statusCode()).isEqualTo(200);
			}
			assertThat(office.slow()).isEqualTo(1);
			office.goOn();
			pushes.forEach((push) -> assertThat(push.join().body()).contains("\"rejected_mutations\":[]"));
			assertThat(office.slow()).isEqualTo(SPACES);
		}
		finally {
			clients.shutdownNow();
		}
	}

	/** Each push has a plain mutation and two that need a connection more. */
	private static void push(TestApplication node, String path, String client) {
		long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
		for (int round = 0; round < ROUNDS; round++) {
			StringBuilder mutations = new StringBuilder();
			String[] names = { "put", "bookOnTheSide", "bookOnTheSide" };
			for (int i = 0; i < names.length; i++) {
				long id = (long) round * names.length + i + 1;
				String key = client + "-" + id;
				mutations.append((i > 0) ? "," : "")
					.append(SyncLoopTests.mutation(id, names[i], "{\"id\":\"" + key + "\",\"text\":\"" + key + "\"}"));
			}
			HttpResponse<String> answer;
			do {
				assertThat(System.nanoTime()).as("time").isLessThan(deadline);
				answer = node.post("alice", path, TestApplication.pushBody(client, "\"alice\"", mutations.toString()));
			}
			while (answer.statusCode() == 503);
			assertThat(answer.body()).contains("\"rejected_mutations\":[]");
		}
	}

	private static List<Integer> useApplication(TestApplication node, AtomicBoolean done) {
		List<Integer> result = new ArrayList<>();
		while (!done.get()) {
			result.add(bookings(node).statusCode());
		}
		return result;
	}

	private static HttpResponse<String> bookings(TestApplication node) {
		return node.send(node.request("/bookings").header("Authorization", TestApplication.basic("bob")).GET());
	}

	private static String[] with(String property) {
		String[] result = java.util.Arrays.copyOf(PROPERTIES, PROPERTIES.length + 1);
		result[PROPERTIES.length] = property;
		return result;
	}

}
