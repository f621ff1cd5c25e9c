package dev.syncedstore.sample.docs;

import java.time.Duration;
import java.util.Set;

import dev.syncedstore.sample.todo.AddTodo;
import dev.syncedstore.sample.todo.Claim;
import dev.syncedstore.sample.todo.MoveTodo;
import dev.syncedstore.sample.todo.PrizeStock;
import dev.syncedstore.sample.todo.RemoveTodo;
import dev.syncedstore.sample.todo.SetCompleted;
import dev.syncedstore.sample.todo.TodoMutators;
import dev.syncedstore.test.junit.SyncedStoreTest;
import dev.syncedstore.test.junit.User;
import dev.syncedstore.test.simulation.MutatorCheck;
import dev.syncedstore.test.simulation.MutatorReport;
import dev.syncedstore.test.transport.Fault;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestServer;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.sample.todo.TodoMutators.TODOS;
import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The samples of the manual's page about tests.
 */
// tag::world[]
@SyncedStoreTest(mutators = TodoMutators.class)
class TodoWorldTests {

	@Test
	void whoeverIsOfflineCatchesUp(TestWorld world, @User("alice") TestClient alice, @User("bob") TestClient bob) {
		bob.network().cut();
		TestMutation added = alice.mutate(TodoMutators::addTodo, new AddTodo("1", "Buy milk", false, null));
		assertThat(alice).table(TODOS).containsKey("1");
		world.settle();
		assertThat(added).isConfirmed();
		assertThat(bob).table(TODOS).isEmpty();
		bob.network().mend();
		world.settle();
		assertThat(bob).hasNoPending().table(TODOS).containsKey("1");
		assertThat(world).hasConverged().hasNoRejections();
	}
	// end::world[]

	// tag::conflict[]
	@Test
	void aTodoThatIsGoneCanNotBeCompleted(TestWorld world, @User("alice") TestClient alice,
			@User("bob") TestClient bob) {
		alice.mutate(TodoMutators::addTodo, new AddTodo("1", "Buy milk", false, null));
		world.settle();
		bob.network().cut();
		TestMutation completed = bob.mutate(TodoMutators::setCompleted, new SetCompleted("1", true));
		alice.mutate(TodoMutators::removeTodo, new RemoveTodo("1"));
		world.settle();
		bob.network().mend();
		world.settle();
		assertThat(completed).isRejectedWith("todo_not_found");
		assertThat(world).hasConverged();
	}
	// end::conflict[]

	// tag::network[]
	@Test
	void anAnswerThatIsLostDoesNoHarm(TestWorld world, @User("alice") TestClient alice, TestServer server) {
		alice.network().next(Fault.ANSWER_LOST);
		alice.mutate(TodoMutators::addTodo, new AddTodo("1", "Buy milk", false, null));
		alice.network().hold();
		world.pass(Duration.ofSeconds(5));
		alice.mutate(TodoMutators::moveTodo, new MoveTodo("1", "a1"));
		alice.network().releaseInReverse();
		world.settle();
		assertThat(server).isAtVersion(2).table(TODOS).hasSize(1);
		server.restart();
		world.settle();
		assertThat(alice).isConnected().isUpToDate();
	}
	// end::network[]

	// tag::builder[]
	@Test
	void onlyMembersMayOpenAListAndPrizesRunOut() {
		Set<String> members = Set.of("alice", "bob");
		try (TestWorld world = TestWorld.builder()
			.mutators(TodoMutators.class)
			.port(PrizeStock.class, (prize) -> prize.equals("balloon"))
			.access((space, user, operation) -> members.contains(user))
			.start()) {
			TestMutation balloon = world.client("alice").mutate(TodoMutators::claim, new Claim("balloon"));
			TestMutation car = world.client("bob").mutate(TodoMutators::claim, new Claim("car"));
			world.settle();
			assertThat(balloon).isConfirmed();
			assertThat(car).isRejectedWith("sold_out");
			assertThat(world.client("mallory")).table(TODOS).isEmpty();
		}
	}
	// end::builder[]

	// tag::check[]
	@Test
	void theMutatorsAreSound() {
		MutatorReport report = MutatorCheck.of(TodoMutators.class)
			.port(PrizeStock.class, (prize) -> prize.endsWith("1"))
			.run();
		assertThat(report.applied()).containsKeys("addTodo", "editTodo", "setCompleted", "moveTodo");
	}
	// end::check[]

}
