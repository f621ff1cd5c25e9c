package dev.syncedstore.test.world;

import java.time.Duration;
import java.util.List;

import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.test.board.BoardMutators;
import dev.syncedstore.test.board.BoardMutators.Add;
import dev.syncedstore.test.board.BoardMutators.Note;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static dev.syncedstore.test.board.BoardMutators.CARDS;
import static dev.syncedstore.test.board.BoardMutators.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of erased users and of deleted spaces, as clients and server code see it.
 */
class WorldErasureTests {

	private final TestWorld world = TestWorld.builder()
		.mutators(BoardMutators.class)
		.members(MembershipRules.forSpaces((space) -> !space.instanceId().equals("open")))
		.start();

	private final TestClient alice = this.world.client("alice");

	@Test
	void anErasedUserLeavesNothingOnTheServerNorOnDevices() {
		add(this.alice, "1");
		letIn("bob", Members.EDITOR);
		TestClient bob = this.world.client("bob");
		this.world.settle();
		bob.mutate(BoardMutators::note, new Note("secret"));
		add(bob, "2");
		this.world.settle();
		bob.goOffline();
		TestMutation pending = bob.mutate(BoardMutators::note, new Note("more secret"));
		TestMutation erased = erase("bob");
		this.world.pass(Duration.ofSeconds(2));
		assertThat(erased).isConfirmed();
		assertThat(this.world.server()).privateTable("bob", NOTES).isEmpty();
		assertThat(members(this.alice)).containsExactly("alice owner");
		assertThat(this.alice).table(CARDS).containsOnlyKeys("1", "2");
		String clientId = bob.store().clientId();
		bob.goOnline();
		this.world.pass(Duration.ofSeconds(30));
		assertThat(pending).isRejectedWith(RejectionCode.ACCESS_DENIED);
		assertThat(bob).hasNoPending();
		assertThat(bob.store().snapshot().view().all().hasNext()).isFalse();
		assertThat(bob.store().clientId()).isNotEqualTo(clientId);
		long version = this.world.server().version();
		erase("bob");
		this.world.pass(Duration.ofSeconds(2));
		assertThat(this.world.server().version()).as("nothing is left to be found").isEqualTo(version);
	}

	@Test
	void aUserWhoIsErasedWhereEverybodyMayBeginsAnew() {
		SpaceId open = new SpaceId("board", "open");
		TestClient bob = this.world.client("bob", "phone", open);
		TestClient carol = this.world.client("carol", "phone", open);
		bob.mutate(BoardMutators::note, new Note("secret"));
		this.world.settle();
		assertThat(bob).privateTable(NOTES).hasSize(1);
		erase("bob");
		this.world.pass(Duration.ofSeconds(30));
		assertThat(bob).isConnected().privateTable(NOTES).isEmpty();
		bob.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.pass(Duration.ofSeconds(30));
		bob.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		this.world.pass(Duration.ofSeconds(30));
		assertThat(carol).table(CARDS).containsKey("2");
		assertThat(this.world).hasConverged();
	}

	@Test
	void aDeletedSpaceCanBeginAnewForThoseWhoSawItsEndAndThoseWhoDidNot() {
		add(this.alice, "1");
		letIn("bob", Members.EDITOR);
		TestClient bob = this.world.client("bob");
		this.world.settle();
		bob.goOffline();
		this.world.server().delete();
		this.world.settle();
		assertThat(this.alice).table(CARDS).isEmpty();
		TestMutation tooLate = this.alice.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		this.world.pass(Duration.ofMinutes(6));
		assertThat(tooLate).isRejectedWith(RejectionCode.SPACE_DELETED);
		assertThat(this.world.server().syncedStores().recreate(this.world.mainSpace())).isTrue();
		assertThat(this.world.server().syncedStores().recreate(this.world.mainSpace())).isFalse();
		assertThat(this.world.server()).isAtVersion(0);
		this.alice.store().credentialsChanged();
		add(this.alice, "3");
		this.world.settle();
		assertThat(members(this.alice)).containsExactly("alice owner");
		letIn("bob", Members.EDITOR);
		bob.goOnline();
		this.world.settle();
		assertThat(bob).table(CARDS).containsOnlyKeys("3");
		assertThat(this.world).hasConverged();
	}

	private void add(TestClient client, String id) {
		client.mutate(BoardMutators::add, new Add(id, "Buy something"));
	}

	private void letIn(String user, String role) {
		this.world.settle();
		this.world.server().memberships().add(this.world.mainSpace(), user, role);
		this.world.pass(Duration.ofSeconds(2));
	}

	private TestMutation erase(String user) {
		return new TestMutation("server code", "erasure of " + user)
			.follow(this.world.server().syncedStores().eraseUser(user), new Story(this.world.clock()));
	}

	private static List<String> members(TestClient client) {
		return client.query((ctx) -> ctx.table(Members.USERS)
			.scan()
			.stream()
			.map((entry) -> entry.key() + " " + entry.value().role())
			.toList());
	}

}
