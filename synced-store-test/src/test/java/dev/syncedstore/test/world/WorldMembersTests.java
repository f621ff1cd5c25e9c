package dev.syncedstore.test.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.client.MutationResult;
import dev.syncedstore.client.StoreListener;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.AddUser;
import dev.syncedstore.core.member.Member;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.core.member.RemoveUser;
import dev.syncedstore.core.member.SetRole;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.member.MembershipRules;
import dev.syncedstore.server.member.OnSpaceCreated;
import dev.syncedstore.server.member.OnUserAdded;
import dev.syncedstore.server.member.OnUserRemoved;
import dev.syncedstore.server.member.SpaceCreated;
import dev.syncedstore.server.member.SpaceHooks;
import dev.syncedstore.server.member.UserAdded;
import dev.syncedstore.server.member.UserRemoved;
import dev.syncedstore.test.board.BoardMutators;
import dev.syncedstore.test.board.BoardMutators.Add;
import dev.syncedstore.test.board.BoardMutators.Card;
import dev.syncedstore.test.board.BoardMutators.Note;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static dev.syncedstore.test.board.BoardMutators.CARDS;
import static dev.syncedstore.test.board.BoardMutators.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Members of spaces, as clients and server code see them.
 */
class WorldMembersTests {

	private final Journal journal = new Journal();

	private final TestWorld world = TestWorld.builder()
		.mutators(BoardMutators.class)
		.members(MembershipRules.forSpaces((space) -> !space.instanceId().equals("open"))
			.withRole("commenter", SpaceOperation.OPEN, SpaceOperation.WRITE))
		.serverMutators(new Forger())
		.hooks(this.journal)
		.start();

	private final TestClient alice = this.world.client("alice");

	private final List<String> denied = new ArrayList<>();

	@Test
	void whoCreatesASpaceIsItsOwnerFromTheFirstCommitOn() {
		add(this.alice, "1");
		this.world.settle();
		assertThat(members(this.alice)).containsExactly("alice owner");
		assertThat(this.world.server()).isAtVersion(1);
		assertThat(this.world.server().memberships().list(this.world.mainSpace()))
			.hasEntrySatisfying("alice", (member) -> assertThat(member.joined()).isEqualTo(
					this.world.server().memberships().find(this.world.mainSpace(), "alice").orElseThrow().joined()))
			.hasSize(1);
		assertThat(this.journal.lines).containsExactly("created by alice", "added alice as owner");
	}

	@Test
	void nobodyElseGetsInUntilLetIn() {
		add(this.alice, "1");
		this.world.settle();
		TestClient bob = client("bob");
		TestMutation early = bob.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		this.world.pass(Duration.ofSeconds(30));
		assertThat(this.denied).isNotEmpty();
		assertThat(bob).hasPending(1);
		assertThat(bob.store().snapshot().base().point()).isNull();
		this.alice.store().mutate(Members.ADD_USER, new AddUser("bob", Members.EDITOR));
		this.world.pass(Duration.ofSeconds(2));
		bob.store().credentialsChanged();
		this.world.settle();
		assertThat(early).isConfirmed();
		assertThat(bob).table(CARDS).containsOnlyKeys("1", "2");
		assertThat(members(bob)).containsExactly("alice owner", "bob editor");
		assertThat(this.world).hasConverged();
	}

	@Test
	void whoIsRemovedIsToldSoAndGetsNothingOfThatCommit() {
		add(this.alice, "1");
		letIn("bob", Members.EDITOR);
		TestClient bob = client("bob");
		this.world.settle();
		assertThat(bob).isConnected().table(CARDS).hasSize(1);
		long seen = version(bob);
		this.alice.store().mutate(Members.REMOVE_USER, new RemoveUser("bob"));
		add(this.alice, "2");
		this.world.pass(Duration.ofSeconds(2));
		assertThat(this.denied).isNotEmpty();
		assertThat(version(bob)).isEqualTo(seen);
		assertThat(bob).table(CARDS).containsOnlyKeys("1");
		assertThat(members(this.alice)).containsExactly("alice owner", "bob editor, removed");
		TestMutation late = bob.mutate(BoardMutators::add, new Add("3", "Buy tea"));
		this.world.pass(Duration.ofSeconds(30));
		assertThat(late).isPending();
		assertThat(this.alice).table(CARDS).containsOnlyKeys("1", "2");
		assertThat(this.journal.lines).endsWith("removed bob, who was editor");
	}

	@Test
	void whatComesBehindARemovalInOneBatchIsRefusedAlready() {
		add(this.alice, "1");
		letIn("bob", Members.OWNER);
		TestClient bob = client("bob");
		this.world.settle();
		bob.network().cut();
		bob.store().mutate(Members.REMOVE_USER, new RemoveUser("bob"));
		TestMutation behind = bob.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		bob.network().mend();
		this.world.pass(Duration.ofMinutes(6));
		assertThat(members(this.alice)).containsExactly("alice owner", "bob owner, removed");
		assertThat(this.alice).table(CARDS).containsOnlyKeys("1");
		assertThat(behind).isPending();
	}

	@Test
	void viewersReadAndEditorsWriteAndOthersDoAsTheRulesSay() {
		add(this.alice, "1");
		letIn("bob", Members.VIEWER);
		letIn("carol", "commenter");
		TestClient bob = client("bob");
		TestClient carol = client("carol");
		this.world.settle();
		TestMutation refused = bob.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		TestMutation written = carol.mutate(BoardMutators::add, new Add("3", "Buy tea"));
		this.world.settle();
		assertThat(refused).isRejectedWith(RejectionCode.ACCESS_DENIED);
		assertThat(written).isConfirmed();
		assertThat(bob).isConnected().table(CARDS).containsOnlyKeys("1", "3");
		this.alice.store().mutate(Members.SET_ROLE, new SetRole("bob", Members.EDITOR));
		this.world.settle();
		assertThat(bob.mutate(BoardMutators::add, new Add("4", "Buy eggs"))).isPending();
		this.world.settle();
		assertThat(this.alice).table(CARDS).containsOnlyKeys("1", "3", "4");
	}

	@Test
	void onlyOwnersAndAdminsSayWhoIsInAndOnlyOwnersWhoIsOwner() {
		add(this.alice, "1");
		letIn("admin", Members.ADMIN);
		letIn("editor", Members.EDITOR);
		TestClient admin = client("admin");
		TestClient editor = client("editor");
		this.world.settle();
		assertThat(system(editor, new AddUser("mallory", Members.EDITOR))).isEqualTo(RejectionCode.ACCESS_DENIED);
		assertThat(system(editor, new SetRole("editor", Members.OWNER))).isEqualTo(RejectionCode.ACCESS_DENIED);
		assertThat(system(editor, new RemoveUser("admin"))).isEqualTo(RejectionCode.ACCESS_DENIED);
		assertThat(system(admin, new AddUser("mallory", Members.OWNER))).isEqualTo(RejectionCode.ACCESS_DENIED);
		assertThat(system(admin, new SetRole("admin", Members.OWNER))).isEqualTo(RejectionCode.ACCESS_DENIED);
		assertThat(system(admin, new RemoveUser("alice"))).isEqualTo(RejectionCode.ACCESS_DENIED);
		assertThat(system(admin, new AddUser("dora", Members.VIEWER))).isEqualTo("ok");
		assertThat(system(admin, new SetRole("editor", Members.VIEWER))).isEqualTo("ok");
		assertThat(system(this.alice, new RemoveUser("alice"))).isEqualTo(Members.LAST_OWNER);
		assertThat(system(this.alice, new SetRole("alice", Members.ADMIN))).isEqualTo(Members.LAST_OWNER);
		assertThat(system(this.alice, new SetRole("nobody", Members.ADMIN))).isEqualTo(Members.NOT_A_MEMBER);
		assertThat(system(this.alice, new AddUser("admin", Members.VIEWER))).isEqualTo(Members.ALREADY_A_MEMBER);
		assertThat(system(this.alice, new AddUser("admin", Members.ADMIN))).as("again").isEqualTo("ok");
		assertThat(system(this.alice, new AddUser("eve", "king"))).isEqualTo(RejectionCode.INVALID_ARGS);
		assertThat(system(this.alice, new AddUser("a/b", Members.VIEWER))).isEqualTo(RejectionCode.INVALID_ARGS);
		assertThat(system(this.alice, new AddUser("$system", Members.VIEWER))).isEqualTo(RejectionCode.INVALID_ARGS);
		assertThat(system(this.alice, new SetRole("admin", Members.OWNER))).isEqualTo("ok");
		assertThat(system(admin, new SetRole("alice", Members.EDITOR))).isEqualTo("ok");
		editor.store().mutate(Members.REMOVE_USER, new RemoveUser("editor"));
		this.world.pass(Duration.ofSeconds(5));
		assertThat(members(admin)).as("who may only read may leave")
			.containsExactly("admin owner", "alice editor", "dora viewer", "editor viewer, removed");
	}

	@Test
	void mutatorsCanReadWhoIsInButNotWriteIt() {
		add(this.alice, "1");
		letIn("bob", Members.EDITOR);
		TestClient bob = client("bob");
		this.world.settle();
		assertThat(outcome(bob.store().mutate("forge", new Note("owner")))).isEqualTo(RejectionCode.INVALID_KEY);
		assertThat(outcome(bob.store().mutate("boast", new Note("mine")))).isEqualTo("ok");
		assertThat(this.alice).table(CARDS).containsEntry("bob", new Card("editor", "mine"));
	}

	@Test
	void hooksWriteWithTheMutationAndCanRefuseIt() {
		add(this.alice, "1");
		letIn("bob", Members.EDITOR);
		this.world.settle();
		TestClient bob = client("bob");
		this.world.settle();
		assertThat(bob).privateTable(NOTES).containsEntry("mine", new Note("Welcome bob"));
		assertThat(system(this.alice, new AddUser("spammer", Members.EDITOR))).isEqualTo("not_him");
		assertThat(members(this.alice)).containsExactly("alice owner", "bob editor");
		assertThat(system(this.alice, new AddUser("bug", Members.EDITOR))).isEqualTo(RejectionCode.INTERNAL_ERROR);
		assertThat(this.alice).table(CARDS).containsOnlyKeys("1");
	}

	@Test
	void aSpaceWhoseFirstMutationWasRefusedIsNobodysYet() {
		TestMutation refused = this.alice.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.journal.refuseCreation = true;
		this.world.settle();
		assertThat(refused).isRejectedWith("not_now");
		assertThat(this.world.server()).isAtVersion(1);
		this.journal.refuseCreation = false;
		TestClient bob = client("bob");
		add(bob, "2");
		this.world.settle();
		assertThat(members(bob)).containsExactly("bob owner");
	}

	@Test
	void serverCodeSaysWhoIsInWithoutBeingAsked() {
		this.world.server().mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.settle();
		assertThat(this.world.server().memberships().list(this.world.mainSpace())).isEmpty();
		this.alice.store().credentialsChanged();
		this.world.pass(Duration.ofSeconds(5));
		assertThat(this.alice).table(CARDS).isEmpty();
		letIn("alice", Members.VIEWER);
		this.alice.store().credentialsChanged();
		this.world.settle();
		assertThat(this.alice).table(CARDS).hasSize(1);
		this.world.server().memberships().setRole(this.world.mainSpace(), "alice", Members.OWNER);
		this.world.settle();
		assertThat(members(this.alice)).containsExactly("alice owner");
		this.world.server().memberships().remove(this.world.mainSpace(), "alice");
		this.world.settle();
		assertThat(this.world.server().memberships().find(this.world.mainSpace(), "alice")).isEmpty();
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> this.world.server().memberships().add(new SpaceId("board", "open"), "bob", Members.EDITOR))
			.withMessageContaining("synced-store.membership.store-types");
	}

	@Test
	void otherSpacesStayAsThePolicySays() {
		SpaceId open = new SpaceId("board", "open");
		TestClient one = this.world.client("alice", "open", open);
		TestClient other = this.world.client("bob", "open", open);
		one.mutate(BoardMutators::add, new Add("1", "Buy milk"));
		this.world.settle();
		other.mutate(BoardMutators::add, new Add("2", "Buy bread"));
		this.world.settle();
		assertThat(one).table(CARDS).hasSize(2);
		assertThat(members(one)).isEmpty();
		assertThat(system(one, new AddUser("bob", Members.EDITOR))).isEqualTo(RejectionCode.UNKNOWN_MUTATOR);
		assertThat(this.journal.lines).containsExactly("created by alice");
	}

	@Test
	void membersOutliveARestartOfTheServer() {
		add(this.alice, "1");
		letIn("bob", Members.EDITOR);
		TestClient bob = client("bob");
		this.world.settle();
		this.world.server().restart();
		this.world.pass(Duration.ofMinutes(1));
		add(bob, "2");
		this.world.settle();
		assertThat(this.alice).table(CARDS).hasSize(2);
		this.alice.store().mutate(Members.REMOVE_USER, new RemoveUser("bob"));
		this.world.pass(Duration.ofSeconds(2));
		assertThat(this.denied).isNotEmpty();
	}

	private TestClient client(String user) {
		TestClient client = this.world.client(user);
		client.store().listen(new StoreListener() {

			@Override
			public void accessDenied(String detail) {
				WorldMembersTests.this.denied.add(user);
			}

		});
		return client;
	}

	private void add(TestClient client, String id) {
		client.mutate(BoardMutators::add, new Add(id, "Buy something"));
	}

	private void letIn(String user, String role) {
		this.world.settle();
		this.world.server().memberships().add(this.world.mainSpace(), user, role);
		this.world.pass(Duration.ofSeconds(2));
	}

	private long version(TestClient client) {
		return client.store().snapshot().base().point().version();
	}

	/** What becomes of one of the system's mutations. */
	private String system(TestClient client, Record args) {
		MutationResult result = (args instanceof AddUser add) ? client.store().mutate(Members.ADD_USER, add)
				: (args instanceof SetRole set) ? client.store().mutate(Members.SET_ROLE, set)
						: client.store().mutate(Members.REMOVE_USER, (RemoveUser) args);
		return outcome(result);
	}

	private String outcome(MutationResult mutation) {
		List<String> outcome = new ArrayList<>();
		mutation.confirmed()
			.whenComplete((none, failure) -> outcome
				.add((failure instanceof MutationRejectedException rejection) ? rejection.code() : "ok"));
		this.world.settle();
		return String.join(", ", outcome);
	}

	private static List<String> members(TestClient client) {
		return client.query((ctx) -> ctx.table(Members.USERS)
			.scan()
			.stream()
			.map((entry) -> entry.key() + " " + describe(entry.value()))
			.toList());
	}

	private static String describe(Member member) {
		return member.role() + (member.isIn() ? "" : ", removed");
	}

	/** Tries what no mutator may. */
	@Mutators(type = "board", serverOnly = true)
	public static class Forger {

		@Mutator
		public void forge(MutationContext ctx, Note args) {
			ctx.table(Members.USERS).set(ctx.userId(), new Member(args.text(), 0, null));
		}

		@Mutator
		public void boast(MutationContext ctx, Note args) {
			Member member = Members.find(ctx, ctx.userId()).orElseThrow();
			ctx.table(CARDS).set(ctx.userId(), new Card(member.role(), args.text()));
		}

	}

	/** Notes what happens, and has its say. */
	@SpaceHooks(type = "board")
	public static class Journal {

		private final List<String> lines = new ArrayList<>();

		private boolean refuseCreation;

		@OnSpaceCreated
		public void created(MutationContext ctx, SpaceCreated event) {
			if (this.refuseCreation) {
				throw ctx.reject("not_now", "Come back later");
			}
			this.lines.add("created by " + event.userId());
		}

		@OnUserAdded
		public void added(MutationContext ctx, UserAdded event) {
			ctx.table(CARDS).set("for " + event.userId(), new Card("Say hello", "open"));
			ctx.privateOfUser(event.userId()).table(NOTES).set("mine", new Note("Welcome " + event.userId()));
			if (event.userId().equals("spammer")) {
				ctx.reject("not_him", "He is not welcome");
			}
			if (event.userId().equals("bug")) {
				throw new IllegalStateException("A bug");
			}
			ctx.table(CARDS).delete("for " + event.userId());
			this.lines.add("added " + event.userId() + " as " + event.member().role());
		}

		@OnUserRemoved
		public void removed(MutationContext ctx, UserRemoved event) {
			this.lines.add("removed " + event.userId() + ", who was " + event.member().role());
		}

	}

}
