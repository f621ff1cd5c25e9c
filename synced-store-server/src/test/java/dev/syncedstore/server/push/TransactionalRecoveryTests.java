package dev.syncedstore.server.push;

import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.ServerPorts;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.NoteMutators;
import dev.syncedstore.server.engine.NoteMutators.Till;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.push.ScriptedLog.Fate;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A transactional mutation happens once, entries and the application's tables alike,
 * whatever breaks.
 */
class TransactionalRecoveryTests {

	private static PostgresLog postgres;

	private static ScriptedLog log;

	private static EngineFixture engine;

	private static EntityManager entityManager;

	private static volatile Till till = (key) -> {
	};

	private final SpaceId space = EngineFixture.newSpace();

	/** Makes the names of customers a test's own. */
	private final String key = this.space.instanceId();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create(Customer.class);
		entityManager = SharedEntityManagerCreator.createSharedEntityManager(postgres.entityManagerFactory());
		log = new ScriptedLog(postgres.log());
		engine = EngineFixture.over(log,
				(builder) -> builder.deferredMutations(postgres.deferredMutations()).ports(new Ports()));
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@BeforeEach
	void openTill() {
		till = (name) -> entityManager.persist(new Customer(name));
	}

	@ParameterizedTest
	@EnumSource(names = { "ROLLED_BACK", "ROLLED_BACK_UNKNOWN", "COMMITTED_UNKNOWN" })
	void whateverBecameOfAnAttemptTheNextOneKnows(Fate fate) {
		log.next(fate);
		PushResponse response = engine.push(this.space, "alice", request("c1", sell(1, this.key)));
		assertThat(response.version()).isEqualTo(1);
		assertThat(response.rejectedMutations()).isEmpty();
		assertThat(engine.count(this.space, this.key)).isEqualTo(1);
		assertThat(isCustomer(this.key)).isTrue();
	}

	@Test
	void alsoInTheMiddleOfAPush() {
		engine.push(this.space, "alice", request("c1", increment(1, this.key)));
		log.next(Fate.COMMITTED_UNKNOWN, Fate.COMMITTED, Fate.COMMITTED_UNKNOWN, Fate.COMMITTED,
				Fate.ROLLED_BACK_UNKNOWN);
		PushResponse response = engine.push(this.space, "alice",
				request("c1", increment(2, this.key), sell(3, this.key), increment(4, this.key)));
		assertThat(response.version()).isEqualTo(4);
		assertThat(response.rejectedMutations()).isEmpty();
		assertThat(engine.count(this.space, this.key)).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource(names = { "ROLLED_BACK", "ROLLED_BACK_UNKNOWN", "COMMITTED_UNKNOWN" })
	void aRejectionIsRecordedOnceToo(Fate fate) {
		till = (name) -> {
			entityManager.persist(new Customer(name));
			log.next(fate);
			throw new IllegalStateException("as told");
		};
		PushResponse response = engine.push(this.space, "alice",
				request("c1", increment(1, this.key), sell(2, this.key), increment(3, this.key)));
		assertThat(response.version()).isEqualTo(3);
		assertThat(response.rejectedMutations()).extracting(RejectedMutation::mutationId, RejectedMutation::code)
			.containsExactly(org.assertj.core.api.Assertions.tuple(2L, "internal_error"));
		assertThat(engine.count(this.space, this.key)).isEqualTo(2);
		assertThat(isCustomer(this.key)).isFalse();
	}

	@Test
	void aRetriedPushSkipsWhatItHasCommittedAlready() {
		PushRequest push = request("c1", increment(1, this.key), sell(2, this.key), increment(3, this.key));
		engine.push(this.space, "alice", push);
		assertThat(engine.push(this.space, "alice", push).version()).isEqualTo(3);
		assertThat(engine.count(this.space, this.key)).isEqualTo(3);
	}

	@Test
	void aConnectionThatIsKilledWhileTheMutatorRunsIsReplaced() {
		AtomicInteger runs = new AtomicInteger();
		till = (name) -> {
			entityManager.persist(new Customer(name));
			if (runs.incrementAndGet() == 1) {
				entityManager.createNativeQuery("SELECT pg_terminate_backend(pg_backend_pid())").getSingleResult();
			}
		};
		assertThat(engine.push(this.space, "alice", request("c1", sell(1, this.key))).rejectedMutations()).isEmpty();
		assertThat(runs).hasValue(2);
		assertThat(engine.count(this.space, this.key)).isEqualTo(1);
		assertThat(isCustomer(this.key)).isTrue();
	}

	@Test
	void whatLostARaceInTheApplicationsTablesRunsAgain() {
		AtomicInteger runs = new AtomicInteger();
		till = (name) -> {
			if (runs.incrementAndGet() < 3) {
				throw new IllegalStateException(new SQLException("deadlock detected", "40P01"));
			}
		};
		assertThat(engine.push(this.space, "alice", request("c1", sell(1, this.key))).rejectedMutations()).isEmpty();
		assertThat(runs).hasValue(3);
	}

	@Test
	void whatNeverPassesIsRejectedInTheEndAndTheOthersGoOn() {
		till = (name) -> {
			throw new IllegalStateException(new SQLException("deadlock detected", "40P01"));
		};
		PushRequest push = request("c1", sell(1, this.key), increment(2, this.key));
		for (int attempt = 1; attempt < 20; attempt++) {
			assertThat(engine.pushProblem(this.space, "alice", push).status()).isEqualTo(503);
			engine.push(this.space, "bob", request("other-" + attempt, increment(1, this.key)));
		}
		PushResponse response = engine.push(this.space, "alice", push);
		assertThat(response.rejectedMutations()).extracting(RejectedMutation::code).containsExactly("internal_error");
		assertThat(engine.count(this.space, this.key)).isEqualTo(20);
	}

	@Test
	void aStatementThatFailedAndWasCaughtRejectsTheMutation() {
		till = (name) -> {
			try {
				entityManager.createNativeQuery("SELECT 1 / 0").getSingleResult();
			}
			catch (RuntimeException ex) {
				entityManager.clear();
			}
		};
		PushResponse response = engine.push(this.space, "alice",
				request("c1", sell(1, this.key), increment(2, this.key)));
		assertThat(response.rejectedMutations()).extracting(RejectedMutation::code).containsExactly("internal_error");
		assertThat(engine.count(this.space, this.key)).isEqualTo(1);
	}

	@Test
	void aCallbackThatFailsAfterTheCommitRejectsNothing() {
		till = (name) -> {
			entityManager.persist(new Customer(name));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					throw new IllegalStateException("too late");
				}

			});
		};
		assertThat(engine.push(this.space, "alice", request("c1", sell(1, this.key))).rejectedMutations()).isEmpty();
		assertThat(engine.count(this.space, this.key)).isEqualTo(1);
		assertThat(isCustomer(this.key)).isTrue();
	}

	@Test
	void whatTheMutatorCallsKnowsTheTransactionAsItsOwn() {
		String[] name = new String[1];
		till = (key) -> name[0] = TransactionSynchronizationManager.getCurrentTransactionName();
		engine.push(this.space, "alice", request("c1", sell(1, this.key)));
		assertThat(name[0]).isEqualTo("mutator notes.sell");
	}

	@Test
	void aMutationOfServerCodeMadeMeanwhileIsStoredWithIt() {
		SpaceId other = EngineFixture.newSpace();
		till = (name) -> {
			engine.engine()
				.syncedStores()
				.mutate(other, NoteMutators::increment, new NoteMutators.Key("n"), Actor.system());
			if (name.equals("no")) {
				throw new IllegalStateException("as told");
			}
		};
		engine.push(this.space, "alice", request("c1", sell(1, "no"), sell(2, "yes")));
		await().until(() -> engine.count(other, "n") == 1);
		EngineFixture.join(engine.engine()
			.syncedStores()
			.mutate(other, NoteMutators::increment, new NoteMutators.Key("n"), Actor.system()));
		assertThat(engine.count(other, "n")).isEqualTo(2);
	}

	@Test
	void aDeferredMutationMayItselfBeTransactional() {
		postgres.transactions()
			.executeWithoutResult((status) -> engine.engine()
				.syncedStores()
				.mutate(this.space, NoteMutators::sell, new NoteMutators.Key(this.key), Actor.system()));
		await().until(() -> isCustomer(this.key));
		assertThat(engine.count(this.space, this.key)).isEqualTo(1);
		assertThat(
				postgres.sql().sql("SELECT count(*) FROM synced_store.deferred_mutation").query(Integer.class).single())
			.isZero();
	}

	@Test
	void serverCodeHearsOfTheRejection() {
		till = (name) -> {
			throw new IllegalStateException("as told");
		};
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> EngineFixture.join(engine.engine()
				.syncedStores()
				.mutate(this.space, NoteMutators::sell, new NoteMutators.Key(this.key), Actor.system())))
			.withMessageContaining("its log has the cause");
		assertThat(engine.count(this.space, this.key)).isZero();
	}

	@Test
	void whileOneRunsOthersWaitWithoutAThreadAndPlainMutationsGoOn() throws Exception {
		SpaceId slow = EngineFixture.newSpace();
		SpaceId waiting = EngineFixture.newSpace();
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		till = (name) -> {
			if (name.equals("slow")) {
				started.countDown();
				awaitQuietly(goOn);
			}
		};
		CompletionStage<Answer<PushResponse>> first = engine.pushing(slow, "alice", request("c1", sell(1, "slow")));
		started.await();
		CompletionStage<Answer<PushResponse>> second = engine.pushing(waiting, "alice",
				request("c1", sell(1, "quick")));
		for (int i = 0; i < 10; i++) {
			SpaceId free = EngineFixture.newSpace();
			engine.push(free, "alice", request("c1", increment(1, "n")));
		}
		assertThat(second.toCompletableFuture()).isNotDone();
		goOn.countDown();
		EngineFixture.served(EngineFixture.join(first));
		EngineFixture.served(EngineFixture.join(second));
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static PushMutation sell(long id, String key) {
		return EngineFixture.mutation(id, "sell", "{\"key\":\"" + key + "\"}");
	}

	private static boolean isCustomer(String name) {
		return postgres.sql()
			.sql("SELECT count(*) FROM customer WHERE name = ?")
			.param(name)
			.query(Integer.class)
			.single() == 1;
	}

	private static final class Ports implements ServerPorts {

		@Override
		public <P> @Nullable P find(Class<P> port) {
			return (port == Till.class) ? port.cast(till) : null;
		}

	}

}
