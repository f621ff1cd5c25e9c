package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.MutationRejectedException;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.CallerContext;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.StoreUnavailableException;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.NoteMutators;
import dev.syncedstore.server.engine.NoteMutators.Key;
import dev.syncedstore.server.engine.NoteMutators.Note;
import dev.syncedstore.server.engine.NoteMutators.Put;
import dev.syncedstore.server.engine.NoteMutators.PutPrivate;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.VersionLog;
import dev.syncedstore.server.push.ScriptedLog.Fate;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class ServerMutationsTests {

	private static PostgresLog postgres;

	private static ScriptedLog log;

	private static EngineFixture engine;

	private static SyncedStores stores;

	private static EntityManager entityManager;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create(Customer.class);
		log = new ScriptedLog(postgres.log());
		engine = EngineFixture.over(log, (builder) -> builder.deferredMutations(postgres.deferredMutations()));
		stores = engine.engine().syncedStores();
		entityManager = SharedEntityManagerCreator.createSharedEntityManager(postgres.entityManagerFactory());
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void aMutationOfServerCodeGoesTheWayOfAllMutations() {
		EngineFixture.join(stores.mutate(this.space, NoteMutators::increment, new Key("n"), Actor.system()));
		engine.push(this.space, "alice", request("c1", increment(1, "n")));
		EngineFixture.join(stores.mutate(this.space, NoteMutators::increment, new Key("n"), Actor.user("alice")));
		assertThat(engine.count(this.space, "n")).isEqualTo(3);
		await().until(() -> engine.committed(this.space).size() == 3);
		assertThat(engine.committed(this.space).get(0).lastMutationIds()).isEmpty();
		assertThat(engine.committed(this.space).get(2).head().version()).isEqualTo(3);
	}

	@Test
	void theActorIsTheUserThatTheMutatorSees() {
		EngineFixture.join(stores.mutate(this.space, NoteMutators::putEverywhere, new Put("a", "1"), Actor.user("al")));
		EngineFixture.join(stores.mutate(this.space, NoteMutators::putEverywhere, new Put("a", "2"), Actor.system()));
		assertThat(stores.<String>read(this.space,
				(ctx) -> ctx.privateOfUser("al").table(NoteMutators.NOTES).get("a").orElseThrow().text()
						+ ctx.privateOfUser("$system").table(NoteMutators.NOTES).get("a").orElseThrow().text()
						+ ctx.serverOnly().table(NoteMutators.NOTES).get("a").orElseThrow().text() + ctx.isServer()
						+ ctx.userId()))
			.isEqualTo("122true$system");
	}

	@Test
	void aRejectionIsAFailureWithItsCode() {
		assertThat(stores.mutate(this.space, NoteMutators::reject, new NoteMutators.Rejection("list_locked", "Locked"),
				Actor.system()))
			.failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(MutationRejectedException.class, (ex) -> {
				assertThat(ex.code()).isEqualTo("list_locked");
				assertThat(ex).hasMessage("Locked");
			});
	}

	@Test
	void whatCanNeverWorkIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> stores.mutate(new SpaceId("other", "x"), NoteMutators::increment, new Key("n"), Actor.system()))
			.withMessageContaining("other");
		assertThatIllegalArgumentException().isThrownBy(() -> stores.mutate(this.space,
				(NoteMutators mutators, MutationContext ctx, Key args) -> mutators.increment(ctx, args), new Key("n"),
				Actor.system()));
		assertThatExceptionOfType(MutationRejectedException.class)
			.isThrownBy(() -> stores.mutate(this.space, NoteMutators::increment, new Key("\0"), Actor.system()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("invalid_args"));
	}

	@Test
	void aReadSeesOneMoment() {
		EngineFixture.join(stores.mutate(this.space, NoteMutators::put, new Put("a", "1"), Actor.system()));
		List<String> seen = stores.read(this.space, (ctx) -> {
			String first = ctx.table(NoteMutators.NOTES).get("a").map(Note::text).orElse("");
			EngineFixture.join(stores.mutate(this.space, NoteMutators::put, new Put("a", "2"), Actor.system()));
			EngineFixture.join(stores.mutate(this.space, NoteMutators::put, new Put("b", "2"), Actor.system()));
			return List.of(first, ctx.table(NoteMutators.NOTES).get("a").map(Note::text).orElse(""),
					"" + ctx.table(NoteMutators.NOTES).scan().size());
		});
		assertThat(seen).containsExactly("1", "1", "1");
		assertThat(engine.note(this.space, "a")).isEqualTo("2");
	}

	@Test
	void insideATransactionTheMutationRunsAfterItsCommit() {
		String name = this.space.instanceId();
		CompletableFuture<?> result = postgres.transactions().execute((status) -> {
			entityManager.persist(new Customer(name));
			CompletableFuture<?> mutation = stores.mutate(this.space, NoteMutators::increment, new Key("n"),
					Actor.user("alice"));
			entityManager.flush();
			assertThat(mutation).isNotDone();
			assertThat(deferred()).as("nobody sees it before the commit").isZero();
			return mutation;
		});
		EngineFixture.join(result);
		assertThat(engine.count(this.space, "n")).isEqualTo(1);
		assertThat(deferred()).isZero();
		assertThat(
				postgres.transactions().<Boolean>execute((status) -> entityManager.find(Customer.class, name) != null))
			.isTrue();
	}

	@Test
	void whereTheTransactionRollsBackTheMutationNeverRuns() {
		AtomicReference<CompletableFuture<?>> mutation = new AtomicReference<>();
		assertThatIllegalStateException().isThrownBy(() -> postgres.transactions().executeWithoutResult((status) -> {
			mutation.set(stores.mutate(this.space, NoteMutators::increment, new Key("n"), Actor.system()));
			throw new IllegalStateException("no");
		}));
		assertThat(mutation.get()).isCompletedExceptionally();
		assertThat(mutation.get()).failsWithin(Duration.ofSeconds(1))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		assertThat(deferred()).isZero();
		assertThat(postgres.log().heads(List.of(this.space)).get(this.space).exists()).isFalse();
	}

	@Test
	void aRejectionOfADeferredMutationReachesTheCaller() {
		CompletableFuture<?> mutation = postgres.transactions()
			.execute((status) -> stores.mutate(this.space, NoteMutators::rejectWithoutCode, new NoteMutators.Nothing(),
					Actor.system()));
		assertThat(mutation).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(MutationRejectedException.class);
		assertThat(deferred()).isZero();
	}

	@Test
	void whatACrashLeftBehindIsRunOnce() {
		insertDeferred();
		insertDeferred();
		letTimePass();
		try (EngineFixture restarted = node(postgres.log()); EngineFixture second = node(postgres.log())) {
			restarted.engine().maintain();
			second.engine().maintain();
			restarted.engine().maintain();
			await().until(() -> deferred() == 0);
			await().until(() -> engine.count(this.space, "n") == 2);
			EngineFixture.join(restarted.engine()
				.syncedStores()
				.mutate(this.space, NoteMutators::increment, new Key("n"), Actor.system()));
			assertThat(engine.count(this.space, "n")).isEqualTo(3);
		}
	}

	@Test
	void theYoungAreLeftToTheNodeThatStoredThem() {
		insertDeferred();
		engine.engine().maintain();
		assertThat(deferred()).isEqualTo(1);
	}

	@Test
	void aDeferredMutationThatCanNotRunNowIsTriedAgainAndItsCallerWaits() {
		try (EngineFixture node = node(log)) {
			SyncedStores stores = node.engine().syncedStores();
			CompletableFuture<?> mutation = postgres.transactions().execute((status) -> {
				log.next(Fate.NO_CONNECTION);
				return stores.mutate(this.space, NoteMutators::increment, new Key("n"), Actor.system());
			});
			node.engine().close(Duration.ofSeconds(10));
			assertThat(mutation).isNotDone();
			assertThat(deferred()).isEqualTo(1);
		}
		letTimePass();
		try (EngineFixture restarted = node(postgres.log())) {
			restarted.engine().maintain();
			await().until(() -> engine.count(this.space, "n") == 1);
		}
	}

	@Test
	void theCallerOfADeferredMutationIsAnsweredByTheAttemptThatSucceeds() {
		try (EngineFixture node = node(log)) {
			CompletableFuture<?> mutation = postgres.transactions().execute((status) -> {
				log.next(Fate.NO_CONNECTION);
				return node.engine()
					.syncedStores()
					.mutate(this.space, NoteMutators::increment, new Key("n"), Actor.system());
			});
			await().pollInterval(Duration.ofMillis(20)).until(() -> {
				node.engine().maintain();
				return mutation.isDone();
			});
			assertThat(mutation).isCompleted();
			assertThat(engine.count(this.space, "n")).isEqualTo(1);
		}
	}

	@Test
	void aDeferredMutationThatIsSubmittedTwiceRunsOnce() {
		insertDeferred();
		long id = postgres.sql()
			.sql("SELECT id FROM synced_store.deferred_mutation WHERE instance_id = ?")
			.param(this.space.instanceId())
			.query(Long.class)
			.single();
		Deque<Runnable> tasks = new ArrayDeque<>();
		EngineParts parts = engine.engine().parts();
		SpaceWriters writers = new SpaceWriters(new EngineParts(parts.log(), parts.catalog(), parts.codecs(),
				parts.access(), tasks::add, parts.clock(), parts.tokens(), parts.observer(), parts.limits(),
				parts.mutations(), parts.pushLimits(), parts.schemas(), parts.migrationLimits(), parts.quotas()),
				(batch) -> {
				});
		CompletableFuture<Void> first = new CompletableFuture<>();
		CompletableFuture<Void> second = new CompletableFuture<>();
		StoredValue args = new StoredValue("{\"key\":\"n\"}");
		writers.submit(this.space, new ServerCall("alice", "increment", args, CallerContext.NONE, id, false, first));
		writers.submit(this.space, new ServerCall("alice", "increment", args, CallerContext.NONE, id, false, second));
		tasks.remove().run();
		assertThat(first).isCompleted();
		assertThat(second).isCompletedExceptionally();
		assertThat(engine.count(this.space, "n")).isEqualTo(1);
	}

	@Test
	void aDeferredMutationThatItsBatchHasNoRoomForIsNotForgotten() {
		EngineLimits limits = EngineFixture.limits();
		EngineLimits small = new EngineLimits(limits.batchMutations(), 500, limits.queuedPerSpace(),
				limits.queuedInTotal(), limits.queuedBytes(), limits.cacheBytes(), limits.cachedSpaceBytes(),
				limits.waitingPulls(), limits.pageBytes(), limits.unacknowledged(), limits.attempts(),
				limits.retryAfter());
		Deque<Runnable> tasks = new ArrayDeque<>();
		try (EngineFixture node = EngineFixture.over(postgres.log(),
				(builder) -> builder.deferredMutations(postgres.deferredMutations())
					.limits(small)
					.executor(tasks::add))) {
			SyncedStores local = node.engine().syncedStores();
			List<CompletableFuture<Void>> mutations = Objects.requireNonNull(postgres.transactions()
				.execute((status) -> List.of(
						local.mutate(this.space, NoteMutators::fill, new NoteMutators.Fill("a", 0, 20, 100),
								Actor.system()),
						local.mutate(this.space, NoteMutators::increment, new Key("n"), Actor.system()))));
			while (!tasks.isEmpty()) {
				tasks.remove().run();
			}
			assertThat(mutations).allSatisfy((mutation) -> assertThat(mutation).isCompleted());
			assertThat(engine.count(this.space, "n")).isEqualTo(1);
			await().untilAsserted(() -> assertThat(node.committed(this.space)).hasSize(2));
		}
	}

	@Test
	void theCallerHearsOfItWhenAnotherNodeWasFaster() {
		try (EngineFixture slow = node(log); EngineFixture fast = node(postgres.log())) {
			CompletableFuture<?> mutation = postgres.transactions().execute((status) -> {
				log.next(Fate.NO_CONNECTION);
				return slow.engine()
					.syncedStores()
					.mutate(this.space, NoteMutators::increment, new Key("n"), Actor.system());
			});
			await().until(() -> log.writes() > 0 && deferred() == 1);
			letTimePass();
			fast.engine().maintain();
			await().until(() -> deferred() == 0);
			await().pollInterval(Duration.ofMillis(20)).until(() -> {
				slow.engine().maintain();
				return mutation.isDone();
			});
			assertThat(mutation).failsWithin(Duration.ofSeconds(1))
				.withThrowableThat()
				.withCauseInstanceOf(StoreUnavailableException.class)
				.withMessageContaining("another node");
			assertThat(engine.count(this.space, "n")).isEqualTo(1);
		}
	}

	@Test
	void aPrivateTableOfAnyUserIsInReach() {
		EngineFixture
			.join(stores.mutate(this.space, NoteMutators::putPrivate, new PutPrivate("bo", "a", "1"), Actor.system()));
		assertThat(stores.<Boolean>read(this.space, (ctx) -> ctx.privateOfUser("bo").table(NoteMutators.NOTES).has("a")
				&& !ctx.privateOfUser("b").table(NoteMutators.NOTES).has("a")))
			.isTrue();
	}

	private static EngineFixture node(VersionLog log) {
		return EngineFixture.over(log, (builder) -> builder.deferredMutations(postgres.deferredMutations()));
	}

	private void insertDeferred() {
		postgres.sql()
			.sql("INSERT INTO synced_store.deferred_mutation (store_type, instance_id, user_id, mutator, args) "
					+ "VALUES ('notes', ?, 'alice', 'increment', '{\"key\":\"n\"}')")
			.param(this.space.instanceId())
			.update();
	}

	private void letTimePass() {
		postgres.sql()
			.sql("UPDATE synced_store.deferred_mutation SET created_at = created_at - interval '1 minute' "
					+ "WHERE instance_id = ?")
			.param(this.space.instanceId())
			.update();
	}

	private int deferred() {
		return postgres.sql()
			.sql("SELECT count(*) FROM synced_store.deferred_mutation WHERE instance_id = ?")
			.param(this.space.instanceId())
			.query(Integer.class)
			.single();
	}

}
