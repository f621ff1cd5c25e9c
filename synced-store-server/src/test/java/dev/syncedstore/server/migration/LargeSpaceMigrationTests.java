package dev.syncedstore.server.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.log.ForwardingVersionLog;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.LogUnavailableException.Phase;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSchema;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.syncedstore.server.migration.ListNode.first;
import static dev.syncedstore.server.migration.ListNode.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Spaces that are too large to be migrated at once.
 */
class LargeSpaceMigrationTests {

	private static final int LINES = 45;

	/** Five steps for the shared lines, private and server-only ones being few. */
	private static final MigrationLimits STEPS_OF_TEN = new MigrationLimits(20, 10);

	private static PostgresLog postgres;

	private final SpaceId space = ListNode.newSpace();

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
	}

	@AfterAll
	static void stop() {
		postgres.close();
	}

	@Test
	void itIsBroughtThereInStepsWhileClientsAreToldToWait() {
		fill();
		List<SpaceSchema> seen = new ArrayList<>();
		try (ListNode node = new ListNode(watching(seen), new SecondLists(), STEPS_OF_TEN)) {
			SpaceMigrationTests.assertUnavailable(
					node.answer(this.space, "c2", second(1, "add", "{\"id\":\"new\",\"text\":\"x\",\"seen\":1}")));
			await().until(() -> head().schema().equals(SpaceSchema.of(2)));
			assertMigrated(node);
			assertThat(seen).filteredOn((schema) -> schema.migration() != null).hasSizeGreaterThanOrEqualTo(4);
			assertThat(node.committed()).allSatisfy((batch) -> assertThat(batch.patches()).hasSizeLessThanOrEqualTo(13));
			assertThat(node.push(this.space, "c2", second(1, "add", "{\"id\":\"new\",\"text\":\"x\",\"seen\":1}"))
				.lastMutationId()).isEqualTo(1);
		}
	}

	@Test
	void nobodyReadsOrWritesWhatIsOnItsWay() {
		fill();
		try (ListNode dying = new ListNode(new DyingLog(2, true), new SecondLists(), STEPS_OF_TEN);
				ListNode old = ListNode.first(postgres.log())) {
			dying.answer(this.space, "c2", second(1, "remove", "{\"id\":\"l0\"}"));
			await().until(() -> head().schema().migration() != null);
			SpaceMigrationTests.assertUnavailable(old.pull(this.space));
			SpaceMigrationTests.assertUnavailable(old.answer(this.space, "c1", first(5, "strike", "{\"id\":\"l1\"}")));
		}
	}

	/** However many transactions of the node come through, and whether it learns that. */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6 })
	void aCrashAtAnyStepIsGoneOnWithByAnotherNode(int transactions) {
		for (boolean told : new boolean[] { true, false }) {
			SpaceId crashed = ListNode.newSpace();
			fill(crashed);
			try (ListNode dying = new ListNode(new DyingLog(transactions, told), new SecondLists(), STEPS_OF_TEN)) {
				dying.pull(crashed);
				await().until(() -> head(crashed).schema().equals(SpaceSchema.of(2))
						|| head(crashed).version() >= 4 + transactions);
			}
			try (ListNode survivor = new ListNode(postgres.log(), new SecondLists(), STEPS_OF_TEN)) {
				survivor.engine().maintain();
				survivor.engine().migrate(crashed);
				await().until(() -> head(crashed).schema().equals(SpaceSchema.of(2)));
				assertMigrated(survivor, crashed);
			}
		}
	}

	private void fill() {
		fill(this.space);
	}

	private static void fill(SpaceId space) {
		try (ListNode old = ListNode.first(postgres.log())) {
			old.push(space, "c1", first(1, "addMany", "{\"prefix\":\"l\",\"from\":0,\"count\":" + LINES + "}"),
					first(2, "add", "{\"id\":\"a\",\"text\":\"milk\"}"), first(3, "add", "{\"id\":\"gone\",\"text\":\"x\"}"),
					first(4, "strike", "{\"id\":\"gone\"}"));
		}
	}

	private void assertMigrated(ListNode node) {
		assertMigrated(node, this.space);
	}

	/** Each line once: twice would show. */
	private static void assertMigrated(ListNode node, SpaceId space) {
		Map<String, String> seen = node.seen(space);
		for (int i = 0; i < LINES; i++) {
			assertThat(seen).containsEntry("lines/l" + i, "{\"text\":\"line " + i + "!\",\"seen\":1}");
		}
		assertThat(seen).containsEntry("lines/a", "{\"text\":\"milk!\",\"seen\":1}")
			.containsEntry("$$pu/alice/lines/a", "{\"text\":\"milk of alice\",\"seen\":1}")
			.containsEntry("summary/total", "{\"items\":" + (LINES + 1) + "}")
			.hasSize(LINES + 4);
	}

	private SpaceHead head() {
		return head(this.space);
	}

	private static SpaceHead head(SpaceId space) {
		return postgres.log().heads(List.of(space)).get(space);
	}

	private static VersionLog watching(List<SpaceSchema> seen) {
		return new ForwardingVersionLog(postgres.log()) {

			@Override
			public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
				return super.write(space, create, (locked) -> {
					seen.add(locked.head().schema());
					return work.apply(locked);
				});
			}

		};
	}

	/**
	 * The log of a node that dies: after some transactions nothing more of what it does
	 * reaches the database.
	 */
	private static final class DyingLog extends ForwardingVersionLog {

		private final AtomicInteger left;

		private final boolean told;

		/**
		 * Create a log.
		 * @param transactions how many of its transactions come through
		 * @param told whether it learns that the last one has
		 */
		DyingLog(int transactions, boolean told) {
			super(postgres.log());
			this.left = new AtomicInteger(transactions);
			this.told = told;
		}

		@Override
		public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
			int now = this.left.getAndDecrement();
			if (now <= 0) {
				throw new LogUnavailableException("dead", new IllegalStateException(), Phase.BEGIN);
			}
			R result = super.write(space, create, work);
			if (now == 1 && !this.told) {
				throw new LogUnavailableException("dead", new IllegalStateException(), Phase.COMMIT);
			}
			return result;
		}

	}

}
