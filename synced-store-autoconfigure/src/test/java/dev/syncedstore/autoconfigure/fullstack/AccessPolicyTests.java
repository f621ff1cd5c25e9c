package dev.syncedstore.autoconfigure.fullstack;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class AccessPolicyTests {

	@Test
	void thePolicyDecides() {
		try (TestApplication application = TestApplication.start(Guarded.class)) {
			Members members = application.context().getBean(Members.class);
			members.readers.addAll(Set.of("alice", "bob"));
			members.writers.add("alice");
			HttpProblemTests.assertProblem(
					application.post("al", "/synced-store/todo/main/pull", TestApplication.pullBody("al-1")), 403,
					"access_denied");
			HttpProblemTests.assertProblem(
					application.push("al", "al-1", 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}"), 403,
					"access_denied");
			assertThat(application.push("alice", "alice-1", 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}").body())
				.contains("\"rejected_mutations\":[]");
			assertThat(application.push("bob", "bob-1", 1, "addTodo", "{\"id\":\"b\",\"text\":\"x\"}").body())
				.contains("\"code\":\"access_denied\"", "\"last_mutation_id\":1");
			whoeverLosesAccessIsTold(application, members);
		}
	}

	private static void whoeverLosesAccessIsTold(TestApplication application, Members members) {
		try (StompClient al = StompClient.open(application.pokeUri(), "Authorization", TestApplication.basic("al"));
				StompClient bob = StompClient.open(application.pokeUri(), "Authorization",
						TestApplication.basic("bob"))) {
			al.connect().subscribe("s1", "/spaces/todo/main", "al-2");
			assertThat(al.awaitFrame("subscription:s1")).contains("\ncode:access_denied\n").endsWith("\n\n\0");
			bob.connect().subscribe("s1", "/spaces/todo/main", "bob-1").awaitFrame("subscription:s1");
			members.readers.remove("bob");
			application.push("alice", "alice-1", 2, "addTodo", "{\"id\":\"s\",\"text\":\"for members\"}");
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> bob.allText().contains("code:access_denied"));
			assertThat(bob.allText()).doesNotContain("for members");
			members.readers.add("bob");
			bob.subscribe("s1", "/spaces/todo/main", "bob-1");
			bob.awaitFrame("\"max_included_version\":3");
		}
	}

	static final class Members implements SpaceAccessPolicy {

		private final Set<String> readers = ConcurrentHashMap.newKeySet();

		private final Set<String> writers = ConcurrentHashMap.newKeySet();

		private final SyncedStores stores;

		/** Needs the stores that need it. */
		Members(SyncedStores stores) {
			this.stores = stores;
		}

		@Override
		public boolean allows(SpaceId space, String userId, SpaceOperation operation) {
			this.stores.read(space, (ctx) -> ctx.userId());
			return (operation == SpaceOperation.OPEN) ? this.readers.contains(userId) : this.writers.contains(userId);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class Guarded {

		@Bean
		Members members(SyncedStores stores) {
			return new Members(stores);
		}

	}

}
