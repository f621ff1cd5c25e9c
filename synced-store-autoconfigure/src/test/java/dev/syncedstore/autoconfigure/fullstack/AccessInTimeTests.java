package dev.syncedstore.autoconfigure.fullstack;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.autoconfigure.NotifyMode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.AccessChanges;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class AccessInTimeTests {

	private static final SpaceId MAIN = new SpaceId("todo", "main");

	@ParameterizedTest
	@EnumSource(names = { "LISTEN", "POLL" })
	void whoeverACommitRemovesGetsNothingOfItOnAnyNode(NotifyMode mode) {
		try (TwoNodes nodes = TwoNodes.start(Club.class, "synced-store.notify=" + mode,
				"synced-store.access.recheck=1h")) {
			if (mode == NotifyMode.LISTEN) {
				nodes.awaitListening();
			}
			long id = 0;
			for (int round = 1; round <= 5; round++) {
				mutate(nodes.first(), ++id, "letIn", "bob", "welcome");
				mutate(nodes.first(), ++id, "letIn", "al", "welcome");
				try (StompClient near = TwoNodes.subscriber(nodes.first(), "bob", "bob-near-" + round);
						StompClient far = TwoNodes.subscriber(nodes.second(), "bob", "bob-far-" + round);
						StompClient staying = TwoNodes.subscriber(nodes.second(), "al", "al-" + round)) {
					AtomicBoolean over = new AtomicBoolean();
					CompletableFuture<String> pulls = CompletableFuture
						.supplyAsync(() -> pullUntil(over, nodes.second(), "bob-pull"));
					mutate(nodes.first(), ++id, "throwOut", "bob", "bob is out, round " + round + ".");
					staying.awaitFrame("bob is out, round " + round + ".");
					near.awaitFrame("code:access_denied");
					far.awaitFrame("code:access_denied");
					over.set(true);
					assertThat(near.allText() + far.allText() + pulls.join()).doesNotContain("round " + round + ".");
				}
			}
			assertThat(nodes.second()
				.post("bob", "/synced-store/todo/main/pull", TestApplication.pullBody("bob-pull"))
				.statusCode()).isEqualTo(403);
		}
	}

	/** All that a user gets to see by pulling again and again. */
	private static String pullUntil(AtomicBoolean over, TestApplication node, String clientId) {
		StringBuilder all = new StringBuilder();
		while (!over.get()) {
			all.append(node.post("bob", "/synced-store/todo/main/pull", TestApplication.pullBody(clientId)).body());
		}
		return all.toString();
	}

	@Test
	void aChangeOfAccessIsHeardOnEveryNodeHoweverLongDecisionsAreBelieved() {
		MayOpen.USERS.addAll(Set.of("alice", "bob", "al"));
		try (TwoNodes nodes = TwoNodes.start(InMemory.class, "synced-store.access.recheck=1h").awaitListening();
				StompClient near = TwoNodes.subscriber(nodes.first(), "bob", "b1");
				StompClient far = TwoNodes.subscriber(nodes.second(), "bob", "b2");
				StompClient al = TwoNodes.subscriber(nodes.second(), "al", "al1")) {
			String pull = TestApplication.pullBody("b2");
			assertThat(nodes.second().post("bob", "/synced-store/todo/main/pull", pull).statusCode()).isEqualTo(200);
			MayOpen.USERS.remove("bob");
			assertThat(nodes.second().post("bob", "/synced-store/todo/main/pull", pull).statusCode())
				.as("it is believed for an hour")
				.isEqualTo(200);
			nodes.first().context().getBean(AccessChanges.class).changed(MAIN, "bob");
			near.awaitFrame("code:access_denied");
			far.awaitFrame("code:access_denied");
			assertThat(nodes.first().post("bob", "/synced-store/todo/main/pull", pull).statusCode()).isEqualTo(403);
			assertThat(nodes.second().post("bob", "/synced-store/todo/main/pull", pull).statusCode()).isEqualTo(403);
			MayOpen.USERS.remove("al");
			nodes.first().context().getBean(AccessChanges.class).changedEverywhere("al");
			al.awaitFrame("code:access_denied");
		}
	}

	@Test
	void aChangeInsideOfATransactionCountsAfterItsCommit() {
		MayOpen.USERS.addAll(Set.of("alice", "bob"));
		try (TestApplication application = TestApplication.start(InMemory.class, "synced-store.access.recheck=1h");
				StompClient bob = TwoNodes.subscriber(application, "bob", "b1")) {
			AccessChanges changes = application.context().getBean(AccessChanges.class);
			TransactionTemplate transaction = new TransactionTemplate(
					application.context().getBean(PlatformTransactionManager.class));
			String pull = TestApplication.pullBody("b1");
			application.post("bob", "/synced-store/todo/main/pull", pull);
			MayOpen.USERS.remove("bob");
			transaction.executeWithoutResult((status) -> {
				changes.changed(MAIN);
				status.setRollbackOnly();
			});
			assertThat(application.post("bob", "/synced-store/todo/main/pull", pull).statusCode()).isEqualTo(200);
			transaction.executeWithoutResult((status) -> {
				changes.changed(MAIN);
				assertThat(application.post("bob", "/synced-store/todo/main/pull", pull).statusCode()).isEqualTo(200);
			});
			assertThat(application.post("bob", "/synced-store/todo/main/pull", pull).statusCode()).isEqualTo(403);
			bob.awaitFrame("code:access_denied");
		}
	}

	@Test
	void inPollModeAChangeIsFoundWithinTheRecheckTime() {
		MayOpen.USERS.addAll(Set.of("alice", "bob"));
		try (TwoNodes nodes = TwoNodes.start(InMemory.class, "synced-store.notify=poll");
				StompClient far = TwoNodes.subscriber(nodes.second(), "bob", "b2")) {
			MayOpen.USERS.remove("bob");
			nodes.first().context().getBean(AccessChanges.class).changed(MAIN, "bob");
			far.awaitFrame("code:access_denied");
			assertThat(nodes.second()
				.post("bob", "/synced-store/todo/main/pull", TestApplication.pullBody("b2"))
				.statusCode()).isEqualTo(403);
		}
	}

	@Test
	void aPolicyThatTakesItsTimeForOneUserHoldsNobodyElseUp() {
		MayOpen.USERS.addAll(Set.of("alice", "bob", "al"));
		CountDownLatch answer = new CountDownLatch(1);
		try (TestApplication application = TestApplication.start(InMemory.class);
				StompClient bob = TwoNodes.subscriber(application, "bob", "b1");
				StompClient al = TwoNodes.subscriber(application, "al", "al1")) {
			MayOpen.hold = answer;
			for (int n = 1; n <= 20; n++) {
				application.push("alice", "a1", n, "addTodo", "{\"id\":\"t\",\"text\":\"number " + n + ".\"}");
				al.awaitFrame("number " + n + ".");
			}
			assertThat(bob.allText()).doesNotContain("number");
			MayOpen.hold = null;
			answer.countDown();
			bob.awaitFrame("number 20.");
			assertThat(TwoNodes.gaps(bob)).isEmpty();
		}
		finally {
			MayOpen.hold = null;
			answer.countDown();
		}
	}

	private static void mutate(TestApplication node, long id, String mutator, String member, String text) {
		assertThat(
				node.push("alice", "alice-club", id, mutator, "{\"id\":\"" + member + "\",\"text\":\"" + text + "\"}")
					.body())
			.contains("\"rejected_mutations\":[]");
	}

	/**
	 * Users that may do everything, on all nodes of this process.
	 */
	private static final class MayOpen {

		static final Set<String> USERS = ConcurrentHashMap.newKeySet();

		static volatile CountDownLatch hold;

		static boolean answer(String userId) {
			CountDownLatch held = hold;
			if (held != null && userId.equals("bob")) {
				try {
					held.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			return USERS.contains(userId);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class InMemory {

		@Bean
		SpaceAccessPolicy policy() {
			return (space, userId, operation) -> MayOpen.answer(userId);
		}

	}

}
