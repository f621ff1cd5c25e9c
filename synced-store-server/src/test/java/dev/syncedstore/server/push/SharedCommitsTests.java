package dev.syncedstore.server.push;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.CommitOutcome;
import dev.syncedstore.server.log.ForwardingVersionLog;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.LogUnavailableException.Phase;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.PresumedCommit;
import dev.syncedstore.server.log.VersionLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SharedCommitsTests {

	private static final int SPACES = 20;

	private static PostgresLog postgres;

	private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);

	private final List<SpaceId> spaces = new ArrayList<>();

	private final String user = "user-" + UUID.randomUUID();

	private GatedLog log;

	private EngineFixture engine;

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
	}

	@AfterAll
	static void stop() {
		postgres.close();
	}

	@BeforeEach
	void createSpaces() {
		this.log = new GatedLog(postgres.log());
		this.engine = EngineFixture.on(this.threads, this.log);
		for (int i = 0; i < SPACES; i++) {
			SpaceId space = EngineFixture.newSpace();
			this.engine.push(space, this.user, request("c1", increment(1, "n")));
			this.spaces.add(space);
		}
	}

	@AfterEach
	void stopEngine() {
		this.engine.close();
		this.threads.shutdown();
	}

	@Test
	void batchesOfSpacesThatWaitAreOneTransaction() {
		pushToAll();
		assertThat(this.log.groups).contains(SPACES - 2);
		assertThat(this.log.groups.stream().mapToInt(Integer::intValue).sum()).isEqualTo(SPACES);
		assertCountedOnce();
		assertThat(transactions()).isLessThan(SPACES);
	}

	@Test
	void oneThatAnotherNodeHasWrittenDoesNotHoldUpTheOthers() {
		SpaceId shared = this.spaces.get(7);
		try (EngineFixture node = EngineFixture.over(postgres.log())) {
			node.push(shared, "bob", request("c2", increment(1, "m")));
		}
		pushToAll();
		assertCountedOnce();
		assertThat(this.engine.count(shared, "m")).isEqualTo(1);
	}

	@Test
	void aGroupWhoseOutcomeIsUnknownIsLookedUp() {
		this.log.outcomes = (outcomes) -> failed(outcomes, Phase.COMMIT);
		pushToAll();
		assertCountedOnce();
		await().untilAsserted(() -> assertThat(this.spaces)
			.allSatisfy((space) -> assertThat(this.engine.committed(space)).hasSize(2)));
	}

	@Test
	void aGroupThatIsLostIsWrittenOneByOne() {
		this.log.losing = true;
		this.log.outcomes = (outcomes) -> failed(outcomes, Phase.COMMIT);
		pushToAll();
		assertCountedOnce();
		await().untilAsserted(() -> assertThat(this.spaces)
			.allSatisfy((space) -> assertThat(this.engine.committed(space)).hasSize(2)));
	}

	@Test
	void withoutAConnectionCallersComeAgain() {
		this.log.losing = true;
		this.log.outcomes = (outcomes) -> failed(outcomes, Phase.BEGIN);
		Answer<PushResponse> answer = this.engine.answer(this.spaces.get(0), this.user,
				request("c1", increment(2, "n")));
		assertThat(EngineFixture.problem(answer).code()).isEqualTo("unavailable");
		this.log.losing = false;
		this.log.outcomes = UnaryOperator.identity();
		this.engine.push(this.spaces.get(0), this.user, request("c1", increment(2, "n")));
		assertThat(this.engine.count(this.spaces.get(0), "n")).isEqualTo(2);
	}

	@Test
	void aLonelyPushIsWrittenByTheThreadThatBringsIt() {
		try (EngineFixture lending = EngineFixture.over(this.log)) {
			SpaceId space = this.spaces.get(0);
			lending.push(space, this.user, request("c1", increment(2, "n")));
			AtomicInteger last = new AtomicInteger(2);
			// The writer of the push before may not have gone yet.
			await().until(() -> {
				boolean done = lending.pushing(space, this.user, request("c1", increment(last.incrementAndGet(), "n")))
					.toCompletableFuture()
					.isDone();
				return done && this.log.writers.contains(Thread.currentThread());
			});
			assertThat(lending.count(space, "n")).isEqualTo(last.get());
		}
	}

	@Test
	void whatHasToLookIsNotWrittenByTheThreadThatBringsIt() {
		try (EngineFixture lending = EngineFixture.over(this.log)) {
			for (SpaceId space : this.spaces) {
				lending.push(space, this.user, request("c2", increment(1, "m")));
			}
			assertThat(this.log.writers).doesNotContain(Thread.currentThread());
		}
	}

	/**
	 * Push to all spaces while the first two commits are under way.
	 */
	private void pushToAll() {
		this.log.close();
		List<CompletionStage<Answer<PushResponse>>> answers = new ArrayList<>();
		for (SpaceId space : this.spaces) {
			answers.add(this.engine.pushing(space, this.user, request("c1", increment(2, "n"))));
			int begun = answers.size();
			if (begun <= 2) {
				await().until(() -> this.log.groups.size() == begun);
			}
		}
		await().until(() -> this.threads.getQueue().isEmpty() && this.threads.getActiveCount() == 2);
		this.log.gate.countDown();
		answers.forEach(
				(answer) -> assertThat(EngineFixture.served(EngineFixture.join(answer)).lastMutationId()).isEqualTo(2));
	}

	private void assertCountedOnce() {
		assertThat(this.spaces).allSatisfy((space) -> assertThat(this.engine.count(space, "n")).isEqualTo(2));
	}

	/** How many transactions have written the second version of a space. */
	private int transactions() {
		return postgres.sql()
			.sql("SELECT count(DISTINCT xmin::text) FROM synced_store.space WHERE instance_id IN (:ids)")
			.param("ids", this.spaces.stream().map(SpaceId::instanceId).toList())
			.query(Integer.class)
			.single();
	}

	private static List<CommitOutcome> failed(List<CommitOutcome> outcomes, Phase phase) {
		return outcomes.stream()
			.<CommitOutcome>map((outcome) -> new CommitOutcome.Failed(
					new LogUnavailableException("as told", new IllegalStateException(), phase)))
			.toList();
	}

	/**
	 * Holds up what is committed without looking, and tells of it what it is told to.
	 */
	private static final class GatedLog extends ForwardingVersionLog {

		private final VersionLog log;

		private final Queue<Integer> groups = new ConcurrentLinkedQueue<>();

		private final Queue<Thread> writers = new ConcurrentLinkedQueue<>();

		private volatile CountDownLatch gate = new CountDownLatch(0);

		private volatile UnaryOperator<List<CommitOutcome>> outcomes = UnaryOperator.identity();

		private volatile boolean losing;

		GatedLog(VersionLog log) {
			super(log);
			this.log = log;
		}

		void close() {
			this.groups.clear();
			this.gate = new CountDownLatch(1);
		}

		@Override
		public List<CommitOutcome> commit(List<PresumedCommit> commits) {
			this.groups.add(commits.size());
			this.writers.add(Thread.currentThread());
			await().until(() -> this.gate.getCount() == 0);
			List<CommitOutcome> real = this.losing ? Collections.nCopies(commits.size(), CommitOutcome.NOT_WRITTEN)
					: this.log.commit(commits);
			return this.outcomes.apply(real);
		}

	}

}
