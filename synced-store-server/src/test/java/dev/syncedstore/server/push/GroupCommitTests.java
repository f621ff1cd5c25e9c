package dev.syncedstore.server.push;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GroupCommitTests {

	private static PostgresLog postgres;

	private static EngineFixture engine;

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		engine = EngineFixture.over(postgres.log());
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void whatComesWhileABatchIsCommittedIsTheNextBatch() throws SQLException {
		engine.push(this.space, "alice", request("c0", increment(1, "n")));
		List<CompletionStage<Answer<PushResponse>>> answers = new ArrayList<>();
		try (SpaceLock lock = new SpaceLock(postgres, this.space)) {
			// The first is a batch by itself: only once it waits for the lock come the
			// others.
			answers.add(engine.pushing(this.space, "alice", request("c1", increment(1, "n"))));
			lock.awaitWaiting();
			for (int client = 2; client <= 50; client++) {
				answers.add(engine.pushing(this.space, "alice", request("c" + client, increment(1, "n"))));
			}
		}
		answers.forEach(
				(answer) -> assertThat(EngineFixture.served(EngineFixture.join(answer)).lastMutationId()).isEqualTo(1));
		await().until(() -> versions() == 51);
		await().untilAsserted(() -> assertThat(engine.committed(this.space)).hasSize(3));
		assertThat(engine.count(this.space, "n")).isEqualTo(51);
		assertThat(postgres.sql()
			.sql("SELECT count(*) FROM synced_store.commit_log l JOIN synced_store.space s ON s.id = l.space_id "
					+ "WHERE s.instance_id = ?")
			.param(this.space.instanceId())
			.query(Integer.class)
			.single()).isEqualTo(3);
	}

	@Test
	void aLonelyPushIsCommittedAtOnceAndThenNothingIsLeftToDo() {
		Deque<Runnable> tasks = new ArrayDeque<>();
		EngineFixture manual = EngineFixture.on(tasks::add, postgres.log());
		CompletableFuture<Answer<PushResponse>> answer = manual
			.pushing(this.space, "alice", request("c1", put(1, "a", "1")))
			.toCompletableFuture();
		assertThat(tasks).hasSize(1);
		tasks.remove().run();
		assertThat(answer).isCompleted();
		assertThat(tasks).isEmpty();
	}

	@Test
	void oneTaskTakesAllThatWaitsForASpaceAndAnotherItsRest() {
		Deque<Runnable> tasks = new ArrayDeque<>();
		EngineFixture manual = EngineFixture.on(tasks::add, postgres.log());
		List<CompletableFuture<Answer<PushResponse>>> answers = new ArrayList<>();
		PushMutation[] mutations = new PushMutation[900];
		for (int id = 1; id <= mutations.length; id++) {
			mutations[id - 1] = increment(id, "n");
		}
		for (int client = 1; client <= 3; client++) {
			answers.add(manual.pushing(this.space, "alice", request("c" + client, mutations)).toCompletableFuture());
		}
		manual.pushing(EngineFixture.newSpace(), "alice", request("c1", put(1, "a", "1")));
		assertThat(tasks).as("one for each space").hasSize(2);
		tasks.remove().run();
		assertThat(answers.get(1)).isCompleted();
		assertThat(answers.get(2)).isNotCompleted();
		tasks.remove().run();
		tasks.remove().run();
		assertThat(answers.get(2)).isCompleted();
		assertThat(tasks).isEmpty();
		assertThat(manual.count(this.space, "n")).isEqualTo(2_700);
		assertThat(manual.committed(this.space)).extracting((batch) -> batch.head().version())
			.containsExactly(1_800L, 2_700L);
	}

	@Test
	void aBatchEndsWhereItsChangesGrowLarge() {
		Deque<Runnable> tasks = new ArrayDeque<>();
		EngineFixture manual = EngineFixture.on(tasks::add, postgres.log());
		List<CompletableFuture<Answer<PushResponse>>> answers = new ArrayList<>();
		for (int client = 1; client <= 3; client++) {
			PushMutation large = EngineFixture.mutation(1, "fill",
					"{\"prefix\":\"" + client + "-\",\"from\":0,\"count\":9,\"size\":1000000}");
			answers.add(manual.pushing(this.space, "alice", request("c" + client, large)).toCompletableFuture());
		}
		tasks.remove().run();
		assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSize(1);
		tasks.remove().run();
		tasks.remove().run();
		assertThat(answers).allSatisfy((answer) -> assertThat(answer).isCompleted());
		assertThat(manual.committed(this.space)).hasSize(3);
	}

	@Test
	void howeverOftenAPushIsRepeatedAtOnceItHappensOnce() {
		int clients = 8;
		int pushes = 20;
		List<CompletableFuture<Void>> done = new ArrayList<>();
		for (int client = 0; client < clients; client++) {
			String clientId = "c" + client;
			done.add(CompletableFuture.runAsync(() -> {
				for (int push = 0; push < pushes; push++) {
					PushMutation[] mutations = { increment(2L * push + 1, "n"), increment(2L * push + 2, "n") };
					List<CompletionStage<Answer<PushResponse>>> copies = new ArrayList<>();
					for (int copy = 0; copy < 3; copy++) {
						copies.add(engine.pushing(this.space, "alice", request(clientId, mutations)));
					}
					for (CompletionStage<Answer<PushResponse>> copy : copies) {
						assertThat(EngineFixture.served(EngineFixture.join(copy)).lastMutationId())
							.isEqualTo(2L * push + 2);
					}
				}
			}));
		}
		done.forEach(CompletableFuture::join);
		int mutations = clients * pushes * 2;
		assertThat(engine.count(this.space, "n")).isEqualTo(mutations);
		await().until(() -> versions() == mutations);
	}

	@Test
	void listenersAreToldOfEveryVersionOnceAndInOrder() {
		List<CompletionStage<Answer<PushResponse>>> answers = new ArrayList<>();
		for (int client = 0; client < 200; client++) {
			answers.add(engine.pushing(this.space, "alice",
					request("c" + client, put(1, "k" + client % 7, "" + client), increment(2, "n"))));
		}
		answers.forEach(EngineFixture::join);
		await().until(() -> versions() == 400);
		long version = 0;
		for (CommittedBatch batch : engine.committed(this.space)) {
			assertThat(batch.minVersion()).isEqualTo(version + 1);
			version = batch.head().version();
		}
	}

	@Test
	void aBatchTellsTheStateOfEachKeyItChangedAndTheLastMutationOfEachClient() {
		engine.push(this.space, "alice",
				request("c1", put(1, "a", "1"), put(2, "a", "2"),
						EngineFixture.mutation(3, "putEverywhere", "{\"key\":\"b\",\"text\":\"3\"}"),
						EngineFixture.mutation(4, "rejectWithoutCode", "{}")));
		await().until(() -> versions() == 4);
		CommittedBatch batch = engine.committed(this.space).get(0);
		assertThat(batch.minVersion()).isEqualTo(1);
		assertThat(batch.patches()).extracting((patch) -> patch.key() + " " + patch.value().json())
			.containsExactly("$$pu/alice/notes/b {\"text\":\"3\"}", "$$so/notes/b {\"text\":\"3\"}",
					"notes/a {\"text\":\"2\"}", "notes/b {\"text\":\"3\"}");
		assertThat(batch.lastMutationIds()).containsOnlyKeys("c1").containsValue(4L);
		assertThat(batch.rejections()).hasSize(1);
		assertThat(batch.head()).isEqualTo(postgres.log().heads(List.of(this.space)).get(this.space));
	}

	private long versions() {
		return engine.committed(this.space).stream().mapToLong((batch) -> batch.head().version()).max().orElse(0);
	}

}
