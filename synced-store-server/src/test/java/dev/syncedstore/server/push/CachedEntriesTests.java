package dev.syncedstore.server.push;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.PostgresLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CachedEntriesTests {

	private static PostgresLog postgres;

	private static EngineFixture engine;

	/** How often a space was read as a whole. */
	private static final AtomicInteger LOADS = new AtomicInteger();

	private final SpaceId space = EngineFixture.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		ScriptedLog log = new ScriptedLog(postgres.log());
		log.through((locked) -> new LockedSpaceLens(locked) {

			@Override
			public @Nullable Entries allEntries(long maxBytes) {
				LOADS.incrementAndGet();
				return super.allEntries(maxBytes);
			}

		});
		engine = EngineFixture.over(log);
	}

	@AfterAll
	static void stop() {
		engine.close();
		postgres.close();
	}

	@Test
	void aSpaceIsReadOnce() {
		int before = LOADS.get();
		for (int id = 1; id <= 10; id++) {
			engine.push(this.space, "alice", request("c1", increment(id, "n")));
		}
		assertThat(LOADS.get()).isEqualTo(before + 1);
		assertThat(engine.count(this.space, "n")).isEqualTo(10);
	}

	@Test
	void whatAnotherNodeCommittedIsSeenAndToldBeforeWhatComesAfterIt() {
		try (EngineFixture other = EngineFixture.over(postgres.log())) {
			engine.push(this.space, "alice", request("c1", increment(1, "n")));
			other.push(this.space, "bob",
					request("c2", increment(1, "n"), put(2, "private", "x"), mutation(3, "rejectWithoutCode", "{}")));
			other.push(this.space, "bob", request("c2", increment(4, "n")));
			int before = LOADS.get();
			engine.push(this.space, "alice", request("c1", increment(2, "n")));
			assertThat(LOADS.get()).as("the cache was brought up to date").isEqualTo(before);
			assertThat(engine.count(this.space, "n")).isEqualTo(4);
			await().until(() -> engine.committed(this.space).size() == 3);
			CommittedBatch missed = engine.committed(this.space).get(1);
			assertThat(missed.minVersion()).isEqualTo(2);
			assertThat(missed.head().version()).isEqualTo(5);
			assertThat(missed.head().checkpoint())
				.isEqualTo(other.committed(this.space).get(other.committed(this.space).size() - 1).head().checkpoint());
			assertThat(missed.lastMutationIds()).containsOnlyKeys("c2").containsEntry("c2", 4L);
			assertThat(missed.rejections()).hasSize(1);
			assertThat(missed.patches()).extracting((patch) -> patch.key() + patch.value().json())
				.containsExactlyInAnyOrder("counts/n{\"value\":3}", "notes/private{\"text\":\"x\"}");
		}
	}

	@Test
	void nodesThatTakeTurnsCountRight() {
		try (EngineFixture other = EngineFixture.over(postgres.log())) {
			for (int id = 1; id <= 20; id++) {
				engine.push(this.space, "alice", request("c1", increment(id, "n")));
				other.push(this.space, "bob", request("c2", increment(id, "n")));
			}
			assertThat(other.count(this.space, "n")).isEqualTo(40);
			await().untilAsserted(() -> assertThat(
					engine.committed(this.space).stream().mapToLong((batch) -> batch.head().version()).max())
				.hasValue(39));
		}
	}

	@Test
	void aCacheOfAnotherHistoryIsNotTrusted() {
		engine.push(this.space, "alice", request("c1", increment(1, "n"), increment(2, "n")));
		sql("UPDATE synced_store.entry e SET value = '{\"value\":7}' FROM synced_store.space s "
				+ "WHERE s.id = e.space_id AND s.instance_id = ?");
		sql("UPDATE synced_store.space SET checkpoint = 'restored' WHERE instance_id = ?");
		engine.push(this.space, "alice", request("c1", increment(3, "n")));
		assertThat(engine.count(this.space, "n")).isEqualTo(8);
		sql("UPDATE synced_store.entry e SET value = '{\"value\":70}' FROM synced_store.space s "
				+ "WHERE s.id = e.space_id AND s.instance_id = ?");
		sql("UPDATE synced_store.space SET epoch = 'other', version = version + 5 WHERE instance_id = ?");
		engine.push(this.space, "alice", request("c1", increment(4, "n")));
		assertThat(engine.count(this.space, "n")).isEqualTo(71);
		await().until(() -> engine.committed(this.space).size() == 3);
		assertThat(engine.committed(this.space)).as("of what is lost nothing can be told")
			.extracting(CommittedBatch::minVersion)
			.containsExactly(1L, 3L, 9L);
	}

	@Test
	void aCacheFromBeforeTheHorizonIsNotTrusted() {
		engine.push(this.space, "alice", request("c1", put(1, "a", "1"), put(2, "b", "2")));
		try (EngineFixture other = EngineFixture.over(postgres.log())) {
			other.push(this.space, "bob", request("c2", mutation(1, "remove", "{\"key\":\"a\"}")));
		}
		sql("DELETE FROM synced_store.entry e USING synced_store.space s "
				+ "WHERE s.id = e.space_id AND s.instance_id = ? AND e.value IS NULL");
		sql("UPDATE synced_store.space SET horizon = version WHERE instance_id = ?");
		engine.push(this.space, "alice", request("c1", mutation(3, "countNotes", "{\"key\":\"\"}")));
		assertThat(engine.count(this.space, "notes")).isEqualTo(1);
	}

	@Test
	void spacesThatDoNotFitAreReadAgain() {
		try (EngineFixture small = EngineFixture.over(postgres.log(), (builder) -> builder.limits(withCache(2_000)))) {
			List<SpaceId> spaces = java.util.stream.Stream.generate(EngineFixture::newSpace).limit(20).toList();
			for (int id = 1; id <= 3; id++) {
				for (SpaceId each : spaces) {
					small.push(each, "alice", request("c1", increment(id, "n")));
				}
			}
			assertThat(spaces).allSatisfy((each) -> assertThat(small.count(each, "n")).isEqualTo(3));
		}
	}

	@Test
	void aLargeSpaceBehavesAsASmallOne() {
		SpaceId large = EngineFixture.newSpace();
		try (EngineFixture small = EngineFixture.over(postgres.log(), (builder) -> builder.limits(withCache(3_000)))) {
			Random random = new Random(7);
			for (int id = 1; id <= 300; id += 3) {
				PushMutation[] mutations = { random(random, id), random(random, id + 1), random(random, id + 2) };
				engine.push(this.space, "alice", request("c1", mutations));
				small.push(large, "alice", request("c1", mutations));
				assertThat(small.count(large, "notes")).isEqualTo(engine.count(this.space, "notes"));
			}
			assertThat(dump(large)).isEqualTo(dump(this.space)).hasSizeGreaterThan(20);
		}
	}

	@Test
	void aSpaceThatGrowsLargeGoesOn() {
		try (EngineFixture small = EngineFixture.over(postgres.log(), (builder) -> builder.limits(withCache(10_000)))) {
			small.push(this.space, "alice", request("c1", mutation(1, "countNotes", "{\"key\":\"f\"}")));
			small.push(this.space, "alice",
					request("c1", mutation(2, "fill", "{\"prefix\":\"f\",\"from\":0,\"count\":500,\"size\":10}"),
							mutation(3, "countNotes", "{\"key\":\"f\"}")));
			assertThat(small.count(this.space, "notes")).isEqualTo(500);
			small.push(this.space, "alice", request("c1", mutation(4, "remove", "{\"key\":\"f77\"}"),
					put(5, "f1000", "x"), put(6, "f1001", "x"), mutation(7, "countNotes", "{\"key\":\"f\"}")));
			assertThat(small.count(this.space, "notes")).isEqualTo(501);
		}
	}

	@Test
	void aMutatorThatSwallowsAFailureOfTheDatabaseDoesNotDecideAnythingFromIt() {
		ScriptedLog failing = new ScriptedLog(postgres.log());
		try (EngineFixture small = EngineFixture.over(failing, (builder) -> builder.limits(withCache(1_000)))) {
			small.push(this.space, "alice",
					request("c1", mutation(1, "fill", "{\"prefix\":\"f\",\"from\":0,\"count\":50,\"size\":10}")));
			failing.through(LockedSpaceLens::withFailingReads);
			assertThat(small.pushProblem(this.space, "alice", request("c1", mutation(2, "swallow", "{\"key\":\"x\"}")))
				.status()).isEqualTo(503);
			failing.through((locked) -> locked);
			assertThat(small.push(this.space, "alice", request("c1", mutation(2, "swallow", "{\"key\":\"x\"}")))
				.rejectedMutations()).isEmpty();
			assertThat(small.note(this.space, "swallowed")).isNull();
		}
	}

	private static PushMutation random(Random random, long id) {
		String key = "k" + random.nextInt(40);
		return switch (random.nextInt(6)) {
			case 0, 1 -> put(id, key, "x".repeat(random.nextInt(50)));
			case 2 -> mutation(id, "remove", "{\"key\":\"" + key + "\"}");
			case 3 -> increment(id, key);
			case 4 -> mutation(id, "putEverywhere", "{\"key\":\"" + key + "\",\"text\":\"" + id + "\"}");
			default -> mutation(id, "countNotes", "{\"key\":\"k" + random.nextInt(4) + "\"}");
		};
	}

	private static EngineLimits withCache(long spaceBytes) {
		EngineLimits limits = EngineFixture.limits();
		return new EngineLimits(limits.batchMutations(), limits.batchBytes(), limits.queuedPerSpace(),
				limits.queuedInTotal(), limits.queuedBytes(), spaceBytes * 2, spaceBytes, limits.waitingPulls(),
				limits.pageBytes(), limits.unacknowledged(), limits.attempts(), limits.retryAfter());
	}

	private static List<String> dump(SpaceId space) {
		return postgres.sql()
			.sql("SELECT visibility || ' ' || owner || ' ' || key || ' ' || coalesce(value, '-') || ' ' || e.version "
					+ "FROM synced_store.entry e JOIN synced_store.space s ON s.id = e.space_id "
					+ "WHERE s.instance_id = ? ORDER BY visibility, owner, key")
			.param(space.instanceId())
			.query(String.class)
			.list();
	}

	private void sql(String sql) {
		postgres.sql().sql(sql).param(this.space.instanceId()).update();
	}

}
