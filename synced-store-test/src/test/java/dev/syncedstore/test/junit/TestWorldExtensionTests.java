package dev.syncedstore.test.junit;

import dev.syncedstore.test.board.BoardMutators;
import dev.syncedstore.test.board.BoardMutators.Add;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestServer;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static dev.syncedstore.test.board.BoardMutators.CARDS;
import static org.assertj.core.api.Assertions.assertThat;

@SyncedStoreTest(mutators = BoardMutators.class)
class TestWorldExtensionTests {

	@Test
	void clientsComeAsParameters(TestWorld world, @User("alice") TestClient alice,
			@User(value = "alice", device = "phone") TestClient phone, TestServer server) {
		alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		world.settle();
		assertThat(phone).table(CARDS).containsOnlyKeys("1");
		assertThat(server).isAtVersion(1);
		assertThat(world.clients()).containsExactly(alice, phone);
	}

	@Test
	void eachTestHasAWorldOfItsOwn(TestWorld world, TestServer server) {
		assertThat(server).isAtVersion(0);
		assertThat(world.clients()).isEmpty();
	}

	@Nested
	class InANestedClass {

		@Test
		void theAnnotationOfTheOuterClassCounts(@User("bob") TestClient bob) {
			assertThat(bob).hasNoPending();
		}

	}

}
