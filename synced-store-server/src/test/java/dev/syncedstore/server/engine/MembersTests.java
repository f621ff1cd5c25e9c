package dev.syncedstore.server.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Members;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.access.AccessDecisions;
import dev.syncedstore.server.access.AccessDecisions.Access;
import dev.syncedstore.server.access.SpaceAccessPolicy;
import dev.syncedstore.server.access.SpaceOperation;
import dev.syncedstore.server.log.CommitOutcome;
import dev.syncedstore.server.log.ForwardingVersionLog;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.PresumedCommit;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.member.MemberDirectory;
import dev.syncedstore.server.member.MembershipRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members of spaces in PostgreSQL, on one node and on two.
 */
class MembersTests {

	private static final MembershipRules RULES = MembershipRules.forStoreTypes(List.of("notes"));

	private static PostgresLog postgres;

	private final SpaceId space = EngineFixture.newSpace();

	private Node node;

	private Node other;

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
	}

	@AfterAll
	static void stop() {
		postgres.close();
	}

	@BeforeEach
	void begin() {
		this.node = new Node();
		this.other = new Node();
		this.node.engine.push(this.space, "alice", request("a", put(1, "k", "v")));
	}

	@AfterEach
	void end() {
		this.node.engine.close();
		this.other.engine.close();
	}

	@Test
	void whoIsInIsKnownWithoutARoundTripWhereTheSpaceIsWarm() {
		this.node.engine.push(this.space, "alice", request("a", put(2, "k", "v")));
		int before = this.node.log.roundTrips.get();
		for (int i = 3; i < 13; i++) {
			this.node.engine.push(this.space, "alice", request("a", put(i, "k", "v" + i)));
			SpaceHead head = head(this.node);
			assertThat(this.node.directory.allowsAfter(this.space, "alice", head.epoch(), head.version()))
				.isEqualTo(Access.ALLOWED);
			assertThat(this.node.directory.allowsAfter(this.space, "bob", head.epoch(), head.version()))
				.isEqualTo(Access.DENIED);
		}
		assertThat(this.node.log.roundTrips.get() - before).as("one a commit").isEqualTo(10);
	}

	@Test
	void aNodeThatHasNotHeardOfARemovalRefusesAllTheSame() {
		this.node.engine.engine().memberships().add(this.space, "bob", Members.EDITOR).join();
		this.other.engine.push(this.space, "bob", request("b", put(1, "k", "bob")));
		assertThat(this.other.directory.allows(this.space, "bob", SpaceOperation.OPEN)).isTrue();
		this.node.engine.engine().memberships().remove(this.space, "bob").join();
		assertThat(this.other.engine.pushProblem(this.space, "bob", request("b", put(2, "k", "late"))).code())
			.isEqualTo("access_denied");
		assertThat(pullProblem(this.other, "bob", "b").code()).as("its commit is known by now")
			.isEqualTo("access_denied");
		assertThat(this.node.engine.note(this.space, "k")).isEqualTo("bob");
	}

	@Test
	void whatARemovedUserWouldReadIsHeldBackAlsoWhereTheRemovalIsNews() {
		this.node.engine.engine().memberships().add(this.space, "bob", Members.VIEWER).join();
		assertThat(pull(this.other, "bob", "b").delta().patches()).isNotEmpty();
		this.node.engine.engine().memberships().remove(this.space, "bob").join();
		assertThat(pullProblem(this.other, "bob", "b").code()).isEqualTo("access_denied");
	}

	@Test
	void whoIsLetInOnAnotherNodeIsInAtOnce() {
		assertThat(pullProblem(this.other, "bob", "b").code()).isEqualTo("access_denied");
		this.node.engine.engine().memberships().add(this.space, "bob", Members.EDITOR).join();
		assertThat(pull(this.other, "bob", "b").delta().patches()).extracting(Patch::key).contains("$users/bob");
		this.other.engine.push(this.space, "bob", request("b", put(1, "k", "bob")));
	}

	@Test
	void systemMutationsOfClientsAreDecidedByRole() {
		PushResponse added = this.node.engine.push(this.space, "alice",
				request("a", system(2, "$addUser", "{\"user\":\"bob\",\"role\":\"viewer\"}"),
						system(3, "$addUser", "{\"user\":\"carol\"}"), system(4, "$eraseUser", "{\"user\":\"bob\"}"),
						system(5, "$delete", "null"), system(6, "$other", "{}")));
		assertThat(added.rejectedMutations()).extracting((rejection) -> rejection.mutationId() + " " + rejection.code())
			.containsExactly("3 invalid_args", "4 unknown_mutator", "5 unknown_mutator", "6 unknown_mutator");
		PushResponse refused = this.node.engine.push(this.space, "bob",
				request("b", put(1, "k", "no"), system(2, "$setRole", "{\"user\":\"bob\",\"role\":\"owner\"}")));
		assertThat(refused.rejectedMutations()).extracting((rejection) -> rejection.code())
			.containsExactly("access_denied", "access_denied");
		assertThat(this.node.engine.engine().memberships().list(this.space)).containsOnlyKeys("alice", "bob");
	}

	@Test
	void whatIsErasedCanBeReadNowhereInTheDatabase() {
		this.node.engine.engine().memberships().add(this.space, "bob.secret", Members.EDITOR).join();
		this.node.engine.push(this.space, "bob.secret", request("b", put(1, "k", "shared"), secret(2)));
		SpaceId another = EngineFixture.newSpace();
		this.node.engine.push(another, "bob.secret", request("b2", secret(1)));
		assertThat(textsWith("very private")).isNotEmpty();
		this.node.engine.engine().syncedStores().eraseUser("bob.secret").join();
		assertThat(textsWith("very private")).isEmpty();
		// Keys of what was deleted go with the traces of all deletions.
		assertThat(textsWith("bob.secret")).allMatch((place) -> place.startsWith("entry."));
		Problem push = this.node.engine.pushProblem(this.space, "bob.secret", request("b", put(3, "k", "late")));
		assertThat(push.code()).isEqualTo("access_denied");
		assertThat(push.members()).containsEntry("reason", "user_erased");
		assertThat(pullProblem(this.other, "bob.secret", "b").members()).containsEntry("reason", "user_erased");
		assertThat(pullProblem(this.other, "bob.secret", "b-new").members()).isEmpty();
		assertThat(this.node.engine.note(this.space, "k")).isEqualTo("shared");
		assertThat(this.node.engine.engine().memberships().list(this.space)).containsOnlyKeys("alice");
		long version = head(this.node).version();
		this.other.engine.engine().syncedStores().eraseUser("bob.secret").join();
		assertThat(head(this.node).version()).isEqualTo(version);
	}

	@Test
	void aSpaceThatBeginsAnewHasNothingOfTheOldOne() {
		SpaceHead before = head(this.node);
		assertThat(this.node.engine.engine().syncedStores().recreate(this.space)).as("not deleted").isFalse();
		this.node.engine.engine().syncedStores().delete(this.space).join();
		assertThat(pullProblem(this.other, "bob", "b").code()).isEqualTo("space_deleted");
		assertThat(this.other.engine.engine().syncedStores().recreate(this.space)).isTrue();
		SpaceHead after = head(this.node);
		assertThat(after.version()).isZero();
		assertThat(after.epoch()).isNotEqualTo(before.epoch());
		this.other.engine.push(this.space, "bob", request("b", put(1, "new", "bob")));
		assertThat(this.other.engine.engine().memberships().list(this.space)).containsOnlyKeys("bob");
		assertThat(this.node.engine.pushProblem(this.space, "alice", request("a", put(2, "k", "late"))).code())
			.isEqualTo("access_denied");
		assertThat(this.node.engine.note(this.space, "k")).isNull();
		this.node.engine.engine().maintain();
		this.node.engine.engine().syncedStores().delete(this.space).join();
		assertThat(this.node.engine.engine().syncedStores().recreate(this.space)).as("again").isTrue();
	}

	/** Where in the database a text is found. */
	private static List<String> textsWith(String text) {
		List<String> columns = postgres.sql().sql("""
				SELECT table_name || '.' || column_name FROM information_schema.columns
				WHERE table_schema = 'synced_store' AND data_type IN ('text', 'jsonb')""").query(String.class).list();
		return columns.stream()
			.filter((column) -> postgres.sql()
				.sql("SELECT count(*) FROM synced_store." + column.substring(0, column.indexOf('.')) + " WHERE "
						+ column.substring(column.indexOf('.') + 1) + " LIKE ?")
				.param("%" + text + "%")
				.query(Long.class)
				.single() > 0)
			.toList();
	}

	private static PushMutation secret(long id) {
		return system(id, "putPrivate", "{\"owner\":\"bob.secret\",\"key\":\"p\",\"text\":\"very private\"}");
	}

	private static SpaceHead headOf(VersionLog log, SpaceId space) {
		return log.heads(List.of(space)).get(space);
	}

	private SpaceHead head(Node node) {
		return headOf(node.uncounted, this.space);
	}

	private PullResponse pull(Node node, String user, String client) {
		return EngineFixture.served(node.engine.answer(this.space, user, EngineFixture.firstPull(client)));
	}

	private Problem pullProblem(Node node, String user, String client) {
		return EngineFixture.problem(node.engine.answer(this.space, user, EngineFixture.firstPull(client)));
	}

	private static PushMutation system(long id, String name, String args) {
		return new PushMutation(id, "nonce-" + id, 1, name, args);
	}

	/**
	 * A node that hears of the other's commits only by what it reads.
	 */
	private static final class Node {

		private final VersionLog uncounted = postgres.log();

		private final RoundTrips log = new RoundTrips(this.uncounted);

		private final MemberDirectory directory = new MemberDirectory(RULES, this.log, JacksonValueCodecs.create(),
				Duration.ofHours(1), Clock.systemUTC());

		private final EngineFixture engine = EngineFixture.over(this.log,
				(builder) -> builder
					.access(new AccessDecisions(SpaceAccessPolicy.ANY_AUTHENTICATED, Duration.ofSeconds(1),
							Runnable::run, Clock.systemUTC())
						.with(this.directory))
					.members(RULES));

	}

	/**
	 * Counts transactions.
	 */
	private static final class RoundTrips extends ForwardingVersionLog {

		private final VersionLog log;

		private final AtomicInteger roundTrips = new AtomicInteger();

		RoundTrips(VersionLog log) {
			super(log);
			this.log = log;
		}

		@Override
		public List<CommitOutcome> commit(List<PresumedCommit> commits) {
			this.roundTrips.incrementAndGet();
			return this.log.commit(commits);
		}

		@Override
		public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
			this.roundTrips.addAndGet(2);
			return super.write(space, create, work);
		}

		@Override
		public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
			this.roundTrips.incrementAndGet();
			return super.read(space, work);
		}

		@Override
		public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
			this.roundTrips.incrementAndGet();
			return super.heads(spaces);
		}

	}

}
