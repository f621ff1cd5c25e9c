package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.Quotas;
import dev.syncedstore.server.StoreQuota;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SpaceSize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

class SpaceQuotaTests {

	private static final int NO_LIMIT = 0;

	/** What the entry of a note takes besides its key and text. */
	private static final int NOTE = "notes/{\"text\":\"\"}".length();

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
	void theMutationThatWouldBeTooMuchIsRejectedAndNotItsBatch() {
		try (EngineFixture engine = engine(3, NO_LIMIT)) {
			assertThat(rejections(engine, put(1, "a", "1"), put(2, "b", "1"), put(3, "c", "1"), put(4, "d", "1"),
					put(5, "a", "2"), remove(6, "b"), put(7, "e", "1"), put(8, "f", "1")))
				.containsExactly(4L, 8L);
			assertThat(engine.note(this.space, "a")).isEqualTo("2");
			assertThat(engine.note(this.space, "d")).isNull();
			assertThat(engine.note(this.space, "e")).isEqualTo("1");
			assertThat(rejections(engine, put(9, "g", "1"))).containsExactly(9L);
			assertThat(rejections(engine, remove(10, "nothing"), remove(11, "a"), put(12, "g", "1"))).isEmpty();
			assertThat(stored()).isEqualTo(counted()).returns(3L, SpaceSize::entries);
		}
	}

	@Test
	void theCodeSaysWhatIsWrong() {
		try (EngineFixture engine = engine(1, 1_000)) {
			assertThat(engine.push(this.space, "alice", request("c1", put(1, "a", "1"), put(2, "b", "1")))
				.rejectedMutations()).singleElement()
				.isEqualTo(new RejectedMutation("c1", 2, "space_full",
						"The space may have 1 entries and 1000 bytes: delete something first"));
		}
	}

	@Test
	void bytesOfAllVisibilitiesCountAndShrinkingIsAlwaysAllowed() {
		try (EngineFixture engine = engine(NO_LIMIT, 1_000)) {
			assertThat(rejections(engine, put(1, "a", "x".repeat(900)), put(2, "b", "x".repeat(900)),
					mutation(3, "putEverywhere", "{\"key\":\"k\",\"text\":\"" + "é".repeat(20) + "\"}")))
				.containsExactly(2L, 3L);
			assertThat(rejections(engine, mutation(4, "putEverywhere", "{\"key\":\"k\",\"text\":\"é\"}"))).isEmpty();
			assertThat(stored()).isEqualTo(counted());
		}
		try (EngineFixture engine = engine(NO_LIMIT, 100)) {
			assertThat(rejections(engine, put(5, "a", "x".repeat(901)), put(6, "a", "x".repeat(899)), put(7, "c", ""),
					put(8, "a", ""), put(9, "c", "")))
				.containsExactly(5L, 7L, 9L);
			assertThat(stored()).isEqualTo(counted());
		}
	}

	@Test
	void exactlyTheQuotaIsNotTooMuch() {
		try (EngineFixture engine = engine(NO_LIMIT, NOTE + 1 + 10)) {
			assertThat(rejections(engine, put(1, "a", "x".repeat(11)), put(2, "a", "x".repeat(10))))
				.containsExactly(1L);
		}
	}

	@Test
	void storeTypesHaveQuotasOfTheirOwn() {
		Quotas quotas = new Quotas(quota(1, NO_LIMIT), Map.of("notes", quota(2, NO_LIMIT)));
		try (EngineFixture engine = EngineFixture.over(postgres.log(), (builder) -> builder.quotas(quotas))) {
			assertThat(rejections(engine, put(1, "a", "1"), put(2, "b", "1"), put(3, "c", "1"))).containsExactly(3L);
		}
	}

	@Test
	void aSpaceOfBeforeIsCountedOnceAndSoIsOneThatAnOlderNodeHasWritten() {
		try (EngineFixture engine = engine(4, NO_LIMIT)) {
			push(engine, put(1, "a", "1"), put(2, "b", "1"));
			sql("UPDATE synced_store.space SET entries = 0, bytes = 0, sized_version = 0 WHERE instance_id = ?");
		}
		try (EngineFixture engine = engine(4, NO_LIMIT)) {
			assertThat(rejections(engine, put(3, "c", "1"), put(4, "d", "1"), put(5, "e", "1"))).containsExactly(5L);
			assertThat(stored()).isEqualTo(counted());
			sql("UPDATE synced_store.space SET version = version + 1, checkpoint = 'older', entries = 1 "
					+ "WHERE instance_id = ?");
			assertThat(rejections(engine, put(6, "e", "1"))).containsExactly(6L);
			assertThat(stored()).isEqualTo(counted());
		}
	}

	/** Whether they are held as a whole, in part, or by another node. */
	@Test
	void theRowSaysWhatIsThereHoweverItWasWritten() {
		EngineLimits usual = EngineFixture.limits();
		EngineLimits small = new EngineLimits(usual.batchMutations(), usual.batchBytes(), usual.queuedPerSpace(),
				usual.queuedInTotal(), usual.queuedBytes(), usual.cacheBytes(), 1_500, usual.waitingPulls(),
				usual.pageBytes(), usual.unacknowledged(), usual.attempts(), Duration.ofSeconds(1));
		Random random = new Random(7);
		try (EngineFixture engine = engine(30, NO_LIMIT);
				EngineFixture large = EngineFixture.over(postgres.log(),
						(builder) -> builder.limits(small).quotas(new Quotas(quota(30, NO_LIMIT), Map.of())))) {
			for (int id = 1; id <= 150; id++) {
				EngineFixture node = (id % 50 < 15) ? engine : large;
				String client = (node == engine) ? "c1" : "c2";
				node.push(this.space, "alice", request(client + id, any(random, 1), any(random, 2), any(random, 3)));
				SpaceSize counted = counted();
				assertThat(stored()).as("after push %s", id).isEqualTo(counted);
				assertThat(counted.entries()).isLessThanOrEqualTo(30);
			}
			assertThat(counted().entries()).isGreaterThan(15);
		}
	}

	private static PushMutation any(Random random, int id) {
		String key = "k" + random.nextInt(60);
		return (random.nextInt(3) == 0) ? remove(id, key) : put(id, key, "x".repeat(random.nextInt(100)));
	}

	private static EngineFixture engine(long entries, long bytes) {
		Quotas quotas = new Quotas(quota(entries, bytes), Map.of());
		return EngineFixture.over(postgres.log(), (builder) -> builder.quotas(quotas));
	}

	private static StoreQuota quota(long entries, long bytes) {
		return new StoreQuota(entries, bytes, NO_LIMIT, NO_LIMIT);
	}

	private static PushMutation remove(long id, String key) {
		return mutation(id, "remove", "{\"key\":\"" + key + "\"}");
	}

	private void push(EngineFixture engine, PushMutation... mutations) {
		assertThat(rejections(engine, mutations)).isEmpty();
	}

	/** Of this push alone. */
	private List<Long> rejections(EngineFixture engine, PushMutation... mutations) {
		long first = mutations[0].id();
		return engine.push(this.space, "alice", EngineFixture.acknowledging(first - 1, "c1", mutations))
			.rejectedMutations()
			.stream()
			.peek((rejected) -> assertThat(rejected.code()).isEqualTo("space_full"))
			.map(RejectedMutation::mutationId)
			.toList();
	}

	private SpaceSize stored() {
		return postgres.sql()
			.sql("SELECT entries, bytes FROM synced_store.space WHERE instance_id = ? AND sized_version = version")
			.param(this.space.instanceId())
			.query((row, number) -> new SpaceSize(row.getLong(1), row.getLong(2)))
			.single();
	}

	private SpaceSize counted() {
		return postgres.sql()
			.sql("""
					SELECT count(*), coalesce(sum(octet_length(CASE e.visibility WHEN 0 THEN '' WHEN 1 THEN '$$pu/' ||
					e.owner || '/' ELSE '$$so/' END || e.key || e.value)), 0) FROM synced_store.entry e
					JOIN synced_store.space s ON s.id = e.space_id WHERE s.instance_id = ? AND e.value IS NOT NULL""")
			.param(this.space.instanceId())
			.query((row, number) -> new SpaceSize(row.getLong(1), row.getLong(2)))
			.single();
	}

	private void sql(String update) {
		assertThat(postgres.sql().sql(update).param(this.space.instanceId()).update()).isOne();
	}

}
