package dev.syncedstore.server.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.EngineObserver;
import dev.syncedstore.server.log.PostgresLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.firstPull;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SyncEngineTests {

	private static PostgresLog postgres;

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
	void maintenanceMakesAPartitionForEachComingDayAndCommitsGoThere() {
		Clock clock = Clock.fixed(Instant.parse("2030-12-29T23:59:00Z"), ZoneOffset.UTC);
		try (EngineFixture engine = EngineFixture.over(postgres.log(), (builder) -> builder.clock(clock))) {
			engine.engine().maintain();
			engine.engine().maintain();
			assertThat(partitions()).contains("commit_log_20301229", "commit_log_20301231", "commit_log_20310101",
					"commit_log_20310105");
			engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
			assertThat(rows("commit_log_20301229")).isEqualTo(1);
		}
		try (EngineFixture engine = EngineFixture.over(postgres.log(),
				(builder) -> builder.clock(Clock.offset(clock, Duration.ofDays(1))))) {
			engine.engine().maintain();
			assertThat(partitions()).contains("commit_log_20310106");
		}
	}

	@Test
	void aDayWhoseCommitsTheDefaultPartitionHasAlreadyStaysThere() {
		Clock clock = Clock.fixed(Instant.parse("2040-01-01T12:00:00Z"), ZoneOffset.UTC);
		try (EngineFixture engine = EngineFixture.over(postgres.log(), (builder) -> builder.clock(clock))) {
			engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
			engine.engine().maintain();
			assertThat(partitions()).contains("commit_log_20400102").doesNotContain("commit_log_20400101");
			engine.push(this.space, "alice", request("c1", put(2, "a", "1")));
			assertThat(rows("commit_log_default")).isEqualTo(2);
		}
	}

	@Test
	void theObserverIsToldWhatHappens() {
		Queue<String> observed = new ConcurrentLinkedQueue<>();
		try (EngineFixture engine = EngineFixture.over(postgres.log(),
				(builder) -> builder.observer(new Recorder(observed)))) {
			engine.push(this.space, "alice", request("c1", put(1, "a", "1"), mutation(2, "rejectWithoutCode", "{}"),
					mutation(3, "made up", "{}")));
			engine.pushProblem(this.space, "alice", request("c1", put(9, "a", "1")));
			engine.pull(this.space, "alice", firstPull("c1"));
			engine.pushProblem(new SpaceId("made-up", "x"), "alice", request("c1", put(1, "a", "1")));
			await().untilAsserted(
					() -> assertThat(observed).containsExactlyInAnyOrder("pushed notes null", "batch notes 3",
							"rejected notes rejectWithoutCode rejected", "rejected notes unknown unknown_mutator",
							"pushed notes mutation_gap", "pulled notes null", "pushed  unknown_store_type"));
		}
	}

	@Test
	void aListenerThatFailsKeepsNobodyElseFromBeingTold() {
		Queue<Long> told = new ConcurrentLinkedQueue<>();
		try (EngineFixture engine = EngineFixture.over(postgres.log(), (builder) -> builder.commitListener((batch) -> {
			throw new IllegalStateException("no");
		}).commitListener((batch) -> told.add(batch.head().version())))) {
			engine.push(this.space, "alice", request("c1", put(1, "a", "1")));
			engine.push(this.space, "alice", request("c1", put(2, "a", "1")));
			await().until(() -> told.size() == 2);
			assertThat(told).containsExactly(1L, 2L);
		}
	}

	@Test
	void maintenanceThatCanNotBeDoneIsDoneLater() {
		PostgresLog closed = PostgresLog.create();
		try (EngineFixture engine = EngineFixture.over(closed.log(),
				(builder) -> builder.deferredMutations(closed.deferredMutations()))) {
			closed.dataSource().close();
			engine.engine().maintain();
			assertThat(engine.pushProblem(this.space, "alice", request("c1", put(1, "a", "1"))).code())
				.isEqualTo("unavailable");
			assertThat(EngineFixture.problem(engine.answer(this.space, "alice", firstPull("c1"))).code())
				.isEqualTo("unavailable");
		}
		closed.close();
	}

	private static List<String> partitions() {
		return postgres.sql()
			.sql("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
					+ "WHERE i.inhparent = 'synced_store.commit_log'::regclass")
			.query(String.class)
			.list();
	}

	private static int rows(String partition) {
		return postgres.sql().sql("SELECT count(*) FROM synced_store." + partition).query(Integer.class).single();
	}

	private record Recorder(Queue<String> observed) implements EngineObserver {

		@Override
		public void pushed(String storeType, Duration duration, @Nullable String problemCode) {
			this.observed.add("pushed " + storeType + " " + problemCode);
		}

		@Override
		public void pulled(String storeType, Duration duration, @Nullable String problemCode) {
			this.observed.add("pulled " + storeType + " " + problemCode);
		}

		@Override
		public void batchCommitted(String storeType, int mutations, Duration duration) {
			this.observed.add("batch " + storeType + " " + mutations);
		}

		@Override
		public void rejected(String storeType, String mutator, String code) {
			this.observed.add("rejected " + storeType + " " + mutator + " " + code);
		}

	}

}
