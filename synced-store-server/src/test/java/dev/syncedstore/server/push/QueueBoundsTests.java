package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

class QueueBoundsTests {

	private static PostgresLog postgres;

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
	}

	@AfterAll
	static void stop() {
		postgres.close();
	}

	@Test
	void beyondWhatMayWaitForOneSpacePushesAreRefusedForTheMoment() {
		EngineFixture engine = engine(3, 100, 1 << 20);
		List<CompletableFuture<Answer<PushResponse>>> answers = push(engine, this.space, 4);
		assertThat(answers.subList(0, 3)).noneMatch(CompletableFuture::isDone);
		assertBusy(answers.get(3));
		CompletableFuture<Answer<PushResponse>> other = push(engine, EngineFixture.newSpace(), 1).get(0);
		runAll();
		assertThat(answers.subList(0, 3)).allSatisfy((answer) -> EngineFixture.served(answer.join()));
		EngineFixture.served(other.join());
		CompletableFuture<Answer<PushResponse>> again = push(engine, this.space, 1).get(0);
		runAll();
		EngineFixture.served(again.join());
	}

	@Test
	void beyondWhatMayWaitAltogetherPushesAreRefusedForTheMoment() {
		EngineFixture engine = engine(100, 3, 1 << 20);
		for (int i = 0; i < 3; i++) {
			push(engine, EngineFixture.newSpace(), 1);
		}
		assertBusy(push(engine, this.space, 1).get(0));
		runAll();
		CompletableFuture<Answer<PushResponse>> again = push(engine, this.space, 1).get(0);
		runAll();
		EngineFixture.served(again.join());
	}

	@Test
	void alsoTheBytesThatWaitAreCounted() {
		EngineFixture engine = engine(100, 100, 1_000);
		CompletableFuture<Answer<PushResponse>> large = engine
			.pushing(this.space, "alice", request("c1", put(1, "a", "x".repeat(2_000))))
			.toCompletableFuture();
		assertBusy(large);
		CompletableFuture<Answer<PushResponse>> small = push(engine, this.space, 1).get(0);
		runAll();
		EngineFixture.served(small.join());
	}

	@Test
	void anExecutorThatIsFullRefusesForTheMoment() {
		Executor full = (task) -> {
			throw new RejectedExecutionException();
		};
		EngineFixture engine = EngineFixture.on(full, postgres.log());
		assertBusy(push(engine, this.space, 1).get(0));
		assertThat(EngineFixture.problem(engine.answer(this.space, "alice", EngineFixture.firstPull("c1"))).status())
			.isEqualTo(503);
		assertBusy(push(engine, this.space, 1).get(0));
	}

	@Test
	void beyondWhatMayWaitPullsAreRefusedForTheMoment() {
		EngineFixture engine = engine(100, 100, 1 << 20);
		CompletionStage<?> first = engine.engine()
			.pullService()
			.pull(this.space, "alice", EngineFixture.firstPull("c1"));
		CompletionStage<?> second = engine.engine()
			.pullService()
			.pull(this.space, "alice", EngineFixture.firstPull("c1"));
		assertThat(EngineFixture.problem(engine.answer(this.space, "alice", EngineFixture.firstPull("c1"))).status())
			.isEqualTo(503);
		runAll();
		assertThat(first.toCompletableFuture()).isCompleted();
		assertThat(second.toCompletableFuture()).isCompleted();
	}

	@Test
	void aClosedEngineRefusesNewPushesAndEndsThoseThatItHasAccepted() {
		EngineFixture engine = EngineFixture.over(postgres.log());
		List<CompletableFuture<Answer<PushResponse>>> accepted = push(engine, this.space, 50);
		assertThat(engine.engine().close(Duration.ofSeconds(30))).isTrue();
		assertThat(accepted).allSatisfy((answer) -> {
			assertThat(answer).isCompleted();
			EngineFixture.served(answer.join());
		});
		assertBusy(push(engine, this.space, 1).get(0));
		engine.close();
	}

	@Test
	void whatIsStillWaitingWhenClosingTakesTooLongIsRefused() {
		EngineFixture engine = engine(100, 100, 1 << 20);
		List<CompletableFuture<Answer<PushResponse>>> waiting = push(engine, this.space, 3);
		assertThat(engine.engine().close(Duration.ofMillis(10))).isFalse();
		waiting.forEach(QueueBoundsTests::assertBusy);
		runAll();
		assertThat(postgres.log().heads(List.of(this.space)).get(this.space).exists()).isFalse();
	}

	private EngineFixture engine(int perSpace, int inTotal, long bytes) {
		EngineLimits limits = new EngineLimits(2_000, 8 << 20, perSpace, inTotal, bytes, 64 << 20, 32 << 20, 2, 1 << 20,
				10_000, 3, Duration.ofSeconds(1));
		return EngineFixture.on(this.tasks::add, postgres.log(), limits);
	}

	private static List<CompletableFuture<Answer<PushResponse>>> push(EngineFixture engine, SpaceId space, int count) {
		List<CompletableFuture<Answer<PushResponse>>> answers = new ArrayList<>();
		for (int client = 0; client < count; client++) {
			answers.add(engine.pushing(space, "alice", request("c" + client, put(1, "a", "1"))).toCompletableFuture());
		}
		return answers;
	}

	private static void assertBusy(CompletableFuture<Answer<PushResponse>> answer) {
		assertThat(answer).isCompleted();
		assertThat(EngineFixture.problem(answer.join()).code()).isEqualTo("unavailable");
		assertThat(((Answer.Refused<PushResponse>) answer.join()).retryAfter()).isEqualTo(Duration.ofSeconds(1));
	}

	private void runAll() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

}
