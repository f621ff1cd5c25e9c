package dev.syncedstore.autoconfigure.fullstack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.autoconfigure.NotifyMode;
import dev.syncedstore.server.nodes.NodeNews;
import dev.syncedstore.server.poke.PokeHub;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any client on any node.
 */
class TwoNodesTests {

	private static final Map<NotifyMode, TwoNodes> STARTED = new ConcurrentHashMap<>();

	@AfterAll
	static void stop() {
		STARTED.values().forEach(TwoNodes::close);
	}

	@ParameterizedTest
	@EnumSource(names = { "LISTEN", "POLL" })
	void whatOneNodeCommitsIsPokedByTheOther(NotifyMode mode) {
		TwoNodes nodes = nodes(mode);
		try (StompClient bob = TwoNodes.subscriber(nodes.second(), "bob", "cross-bob")) {
			nodes.first().push("alice", "cross-alice", 1, "addTodo", "{\"id\":\"c\",\"text\":\"from the other node\"}");
			assertThat(bob.awaitFrame("from the other node")).contains("\"key\":\"todos/c\"", "\"cross-alice\":1");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "LISTEN", "POLL" })
	void privateNewsAndRejectionsCrossNodesToTheirOwnersAlone(NotifyMode mode) {
		TwoNodes nodes = nodes(mode);
		nodes.first().push("alice", "own-alice", 1, "addTodo", "{\"id\":\"o\",\"text\":\"begin\"}");
		try (StompClient alice = TwoNodes.subscriber(nodes.second(), "alice", "own-alice");
				StompClient bob = TwoNodes.subscriber(nodes.second(), "bob", "own-bob")) {
			nodes.first().push("alice", "own-alice", 2, "setNote", "{\"text\":\"for her eyes\"}");
			nodes.first().push("alice", "own-alice", 3, "addTodo", "{\"id\":\"hers\",\"text\":\"locked\"}");
			nodes.first().push("alice", "own-alice", 4, "addTodo", "{\"id\":\"o\",\"text\":\"the end\"}");
			bob.awaitFrame("the end");
			alice.awaitFrame("the end");
			assertThat(alice.allText()).contains("for her eyes", "list_locked");
			assertThat(bob.allText()).doesNotContain("for her eyes", "list_locked", "server-secret", "$$");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "LISTEN", "POLL" })
	void twoNodesThatWriteOneSpaceTellEverythingInOrder(NotifyMode mode) {
		TwoNodes nodes = nodes(mode);
		int mutations = 100;
		try (StompClient one = TwoNodes.subscriber(nodes.first(), "bob", "order-1");
				StompClient other = TwoNodes.subscriber(nodes.second(), "bob", "order-2")) {
			List<CompletableFuture<Void>> writers = List
				.of(nodes.first(), nodes.second(), nodes.first(), nodes.second())
				.stream()
				.map((node) -> CompletableFuture.runAsync(() -> push(node, mutations)))
				.toList();
			writers.forEach(CompletableFuture::join);
			nodes.first().push("alice", "order-last", 1, "addTodo", "{\"id\":\"x\",\"text\":\"the very last\"}");
			for (StompClient client : List.of(one, other)) {
				client.awaitFrame("the very last");
				assertThat(TwoNodes.gaps(client)).isEmpty();
				for (int n = 1; n <= mutations; n += 9) {
					assertThat(client.allText()).contains("mutation " + n + ".");
				}
			}
		}
	}

	private static void push(TestApplication node, int mutations) {
		String client = "order-" + java.util.UUID.randomUUID();
		for (int n = 1; n <= mutations; n++) {
			assertThat(
					node.push("alice", client, n, "addTodo", "{\"id\":\"" + n + "\",\"text\":\"mutation " + n + ".\"}")
						.statusCode())
				.isEqualTo(200);
		}
	}

	@Test
	void aKilledListenerIsReplaced() {
		TwoNodes nodes = nodes(NotifyMode.LISTEN);
		MeterRegistry meters = nodes.second().context().getBean(MeterRegistry.class);
		try (StompClient bob = TwoNodes.subscriber(nodes.second(), "bob", "killed-bob")) {
			assertThat(nodes.killListeners()).isEqualTo(2);
			nodes.first().push("alice", "killed-alice", 1, "addTodo", "{\"id\":\"k\",\"text\":\"while deaf\"}");
			bob.awaitFrame("while deaf");
			assertThat(nodes.second()
				.context()
				.getBean("syncedStoreHealthIndicator", HealthIndicator.class)
				.health()
				.getStatus()).isEqualTo(Status.UP);
			Awaitility.await()
				.until(() -> meters.get("syncedstore.news.lost").counter().count() >= 1
						&& meters.get("syncedstore.news.listening").gauge().value() == 1);
			nodes.awaitListening();
			nodes.first().push("alice", "killed-alice", 2, "addTodo", "{\"id\":\"k\",\"text\":\"healed\"}");
			bob.awaitFrame("healed");
			assertThat(meters.get("syncedstore.news.heard").counter().count()).isPositive();
			assertThat(
					nodes.first().context().getBean(MeterRegistry.class).get("syncedstore.news.sent").counter().count())
				.isPositive();
		}
	}

	@Test
	void aCommitThatNobodyWasNotifiedOfIsFound() {
		TwoNodes nodes = nodes(NotifyMode.LISTEN);
		try (StompClient bob = TwoNodes.subscriber(nodes.second(), "bob", "lost-bob");
				TestApplication silent = TestApplication.start(nodes.database(), SecuredApplication.class,
						"synced-store.notify=off")) {
			long read = nodes.second().context().getBean(PokeHub.class).deltasRead();
			long started = System.nanoTime();
			silent.push("alice", "lost-alice", 1, "addTodo", "{\"id\":\"l\",\"text\":\"unannounced\"}");
			bob.awaitFrame("unannounced");
			assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(12));
			assertThat(nodes.second().context().getBean(PokeHub.class).deltasRead()).isGreaterThan(read);
		}
	}

	@Test
	void onlyWhoListensHoldsConnectionsOutsideOfThePool() {
		assertThat(nodes(NotifyMode.LISTEN).newsConnections()).isEqualTo(4);
		assertThat(nodes(NotifyMode.POLL).newsConnections()).isZero();
		try (TwoNodes off = TwoNodes.start(SecuredApplication.class, "synced-store.notify=off")) {
			off.first().push("alice", "off-alice", 1, "addTodo", "{\"id\":\"l\",\"text\":\"alone\"}");
			assertThat(off.newsConnections()).isZero();
			assertThat(off.first().context().getBean(NodeNews.class).isListening()).isFalse();
		}
	}

	@Test
	void aNodeThatEndsTellsItsLastCommitsAndLeavesNothingBehind() {
		try (TwoNodes nodes = TwoNodes.start(SecuredApplication.class).awaitListening();
				StompClient bob = TwoNodes.subscriber(nodes.second(), "bob", "end-bob")) {
			nodes.first().push("alice", "end-alice", 1, "addTodo", "{\"id\":\"l\",\"text\":\"last words\"}");
			nodes.first().close();
			bob.awaitFrame("last words");
			Awaitility.await().until(() -> nodes.newsConnections() == 2);
		}
	}

	private static TwoNodes nodes(NotifyMode mode) {
		return STARTED.computeIfAbsent(mode, (key) -> {
			TwoNodes nodes = TwoNodes.start(SecuredApplication.class, "synced-store.notify=" + mode);
			return (mode == NotifyMode.LISTEN) ? nodes.awaitListening() : nodes;
		});
	}

}
