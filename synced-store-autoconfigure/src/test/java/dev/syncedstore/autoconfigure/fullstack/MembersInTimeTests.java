package dev.syncedstore.autoconfigure.fullstack;

import java.time.Duration;
import java.time.Instant;

import dev.syncedstore.autoconfigure.NotifyMode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.member.Memberships;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spaces with members, over HTTP and STOMP, on two nodes.
 */
class MembersInTimeTests {

	private static final SpaceId MAIN = new SpaceId("todo", "main");

	private static final String PULL = "/synced-store/todo/main/pull";

	private static final String BOB_PULLS = TestApplication.pullBody("bob-far");

	@ParameterizedTest
	@EnumSource(names = { "LISTEN", "POLL" })
	void whoIsRemovedIsOutWithinTwoSecondsOnEveryNode(NotifyMode mode) {
		try (TwoNodes nodes = TwoNodes.start(SecuredApplication.class, "synced-store.notify=" + mode,
				"synced-store.access.recheck=1h", "synced-store.membership.store-types=todo,other")) {
			if (mode == NotifyMode.LISTEN) {
				nodes.awaitListening();
			}
			long id = 0;
			mutate(nodes.first(), ++id, "addTodo", "{\"id\":\"t\",\"text\":\"welcome\"}");
			mutate(nodes.first(), ++id, "$addUser", "{\"user\":\"al\",\"role\":\"viewer\"}");
			for (int round = 1; round <= 3; round++) {
				mutate(nodes.first(), ++id, "$addUser", "{\"user\":\"bob\",\"role\":\"editor\"}");
				try (StompClient near = TwoNodes.subscriber(nodes.first(), "bob", "bob-near");
						StompClient far = TwoNodes.subscriber(nodes.second(), "bob", "bob-far");
						StompClient staying = TwoNodes.subscriber(nodes.second(), "al", "al-1")) {
					assertThat(nodes.second().post("bob", PULL, BOB_PULLS).statusCode()).isEqualTo(200);
					Instant removed = Instant.now();
					mutate(nodes.first(), ++id, "$removeUser", "{\"user\":\"bob\"}");
					near.awaitFrame("code:access_denied");
					far.awaitFrame("code:access_denied");
					assertThat(Duration.between(removed, Instant.now())).isLessThan(Duration.ofSeconds(2));
					mutate(nodes.first(), ++id, "addTodo", "{\"id\":\"t\",\"text\":\"after round " + round + ".\"}");
					staying.awaitFrame("after round " + round + ".");
					assertThat(near.allText() + far.allText()).doesNotContain("after round " + round + ".")
						.doesNotContainPattern("\"removed\":[0-9]");
					assertThat(nodes.second().post("bob", PULL, BOB_PULLS).statusCode()).isEqualTo(403);
					assertThat(nodes.second()
						.push("bob", "bob-far", 1, "addTodo", "{\"id\":\"b\",\"text\":\"late\"}")
						.body()).contains("access_denied");
				}
			}
			Memberships memberships = nodes.second().context().getBean(Memberships.class);
			assertThat(memberships.list(MAIN)).containsOnlyKeys("al", "alice");
			memberships.add(MAIN, "bob", Members.VIEWER).join();
			assertThat(nodes.first().post("bob", PULL, BOB_PULLS).body()).contains("after round 3.");
			nodes.second().context().getBean(SyncedStores.class).eraseUser("bob").join();
			assertThat(nodes.first().post("bob", PULL, BOB_PULLS).body()).contains("access_denied", "user_erased");
			assertThat(memberships.list(MAIN)).containsOnlyKeys("al", "alice");
		}
	}

	private static void mutate(TestApplication node, long id, String mutator, String args) {
		assertThat(node.push("alice", "alice-1", id, mutator, args).body()).contains("\"rejected_mutations\":[]");
	}

}
