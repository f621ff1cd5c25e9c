package dev.syncedstore.autoconfigure.fullstack;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import dev.syncedstore.autoconfigure.SyncedStoreListener;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.nodes.NodeNews;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes whose pools lead to a pooler that hands out sessions by the transaction.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("one-jdk")
class BehindPgBouncerTests {

	private static PgBouncer pooler;

	private static TestDatabase direct;

	@BeforeAll
	static void start() {
		direct = TestDatabase.create();
		pooler = PgBouncer.start(direct);
	}

	@AfterAll
	static void stop() {
		if (pooler != null) {
			pooler.close();
		}
	}

	@Test
	void withAListenerConnectionOfItsOwnEverythingIsHeardAtOnce() {
		try (TwoNodes nodes = TwoNodes.start(pooler.database(), WithListener.class, "test.direct=" + direct.jdbcUrl(),
				"test.user=" + direct.username())) {
			nodes.awaitListening();
			assertThat(nodes.first().context().getBean(DataSource.class)).isNotInstanceOf(PGSimpleDataSource.class);
			bothNodesWriteAndHear(nodes, "direct");
		}
	}

	@Test
	void pollingNeedsNothingButThePooler() {
		try (TwoNodes nodes = TwoNodes.start(pooler.database(), SecuredApplication.class, "synced-store.notify=poll")) {
			bothNodesWriteAndHear(nodes, "poll");
		}
	}

	@Test
	void listeningThroughThePoolerIsNoticedAndStillHeals(CapturedOutput output) {
		try (TwoNodes nodes = TwoNodes.start(pooler.database(), SecuredApplication.class)) {
			bothNodesWriteAndHear(nodes, "deaf");
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> output.getAll().contains("@SyncedStoreListener")
						|| nodes.first().context().getBean(NodeNews.class).isListening());
		}
	}

	private static void bothNodesWriteAndHear(TwoNodes nodes, String name) {
		int mutations = 40;
		try (StompClient one = TwoNodes.subscriber(nodes.first(), "bob", name + "-1");
				StompClient other = TwoNodes.subscriber(nodes.second(), "bob", name + "-2")) {
			List.of(nodes.first(), nodes.second(), nodes.first(), nodes.second())
				.stream()
				.map((node) -> CompletableFuture.runAsync(() -> push(node, mutations)))
				.toList()
				.forEach(CompletableFuture::join);
			nodes.first()
				.push("alice", name + "-last", 1, "addTodo", "{\"id\":\"x\",\"text\":\"the last of " + name + "\"}");
			for (StompClient client : List.of(one, other)) {
				client.awaitFrame("the last of " + name);
				assertThat(TwoNodes.gaps(client)).isEmpty();
			}
			for (TestApplication node : List.of(nodes.first(), nodes.second())) {
				assertThat(
						node.post("bob", "/synced-store/todo/main/pull", TestApplication.pullBody(name + "-1")).body())
					.contains("the last of " + name, "mutation " + mutations + ".");
			}
		}
	}

	private static void push(TestApplication node, int mutations) {
		String client = UUID.randomUUID().toString();
		for (int n = 1; n <= mutations; n++) {
			assertThat(
					node.push("alice", client, n, "addTodo", "{\"id\":\"" + n + "\",\"text\":\"mutation " + n + ".\"}")
						.body())
				.contains("\"last_mutation_id\":" + n);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class WithListener {

		// tag::listener[]
		@Bean(defaultCandidate = false)
		@SyncedStoreListener
		DataSource listenerDataSource(@Value("${test.direct}") String url, @Value("${test.user}") String user) {
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setUrl(url);
			dataSource.setUser(user);
			return dataSource;
		}
		// end::listener[]

	}

}
