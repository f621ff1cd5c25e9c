package dev.syncedstore.sample.docs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.syncedstore.client.StoreListener;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.core.member.AddUser;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.core.member.RemoveUser;
import dev.syncedstore.core.member.SetRole;
import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.sample.todo.TodoMutators.TODOS;
import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's samples of members, as Java clients see them.
 */
class MembersSamplesTests {

	private final TestWorld world = TestWorld.builder()
		.mutators(TodoMutators.class)
		.members(MembershipRules.forStoreTypes(List.of("todo")))
		.start();

	@Test
	void anOwnerLetsSomebodyInAndOutAgain() {
		TestClient alice = this.world.client("alice");
		alice.mutate(TodoMutators::addTodo, new AddTodo("1", "Buy milk", false, null));
		this.world.settle();
		assertThat(roles(alice.store())).containsExactly(Map.entry("alice", "owner"));
		List<Runnable> steps = steps(alice.store());
		steps.get(0).run();
		this.world.settle();
		TestClient bob = this.world.client("bob");
		List<String> denied = new ArrayList<>();
		bob.store().listen(new StoreListener() {

			@Override
			public void accessDenied(String detail) {
				denied.add(detail);
			}

		});
		this.world.settle();
		assertThat(bob).table(TODOS).hasSize(1);
		assertThat(roles(bob.store())).containsEntry("bob", "editor");
		steps.get(1).run();
		this.world.settle();
		assertThat(roles(bob.store())).containsEntry("bob", "viewer");
		steps.get(2).run();
		this.world.pass(Duration.ofSeconds(2));
		assertThat(denied).isNotEmpty();
		assertThat(roles(alice.store())).containsOnlyKeys("alice");
	}

	private static List<Runnable> steps(SyncedStore store) {
		return List.of(() -> {
			// tag::change[]
			store.mutate(Members.ADD_USER, new AddUser("bob", Members.EDITOR));
			// end::change[]
		}, () -> {
			// tag::change[]
			store.mutate(Members.SET_ROLE, new SetRole("bob", Members.VIEWER));
			// end::change[]
		}, () -> {
			// tag::change[]
			store.mutate(Members.REMOVE_USER, new RemoveUser("bob"));
			// end::change[]
		});
	}

	private static Map<String, String> roles(SyncedStore store) {
		// tag::read[]
		Map<String, String> roles = store.query((ctx) -> {
			Map<String, String> found = new TreeMap<>();
			ctx.table(Members.USERS).scan().forEach((user) -> {
				if (user.value().isIn()) {
					found.put(user.key(), user.value().role());
				}
			});
			return found;
		});
		// end::read[]
		return roles;
	}

}
