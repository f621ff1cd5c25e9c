package dev.syncedstore.server.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.HistoryGuard;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SavedTables;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.VersionLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a node does when its database has lost commits.
 */
class BrokenHistoryTests {

	private static PostgresLog postgres;

	private final SpaceId space = EngineFixture.newSpace();

	private final List<CommittedBatch> told = new CopyOnWriteArrayList<>();

	private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	private final VersionLog log = new HistoryGuard(postgres.log(), () -> UUID.randomUUID().toString(), this.told::add);

	private final EngineFixture node = EngineFixture.over(this.log);

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
	}

	@AfterAll
	static void stop() {
		postgres.close();
	}

	@BeforeEach
	void listen() {
		this.logged.start();
		((Logger) LoggerFactory.getLogger(HistoryGuard.class)).addAppender(this.logged);
	}

	@AfterEach
	void close() {
		((Logger) LoggerFactory.getLogger(HistoryGuard.class)).detachAppender(this.logged);
		this.node.close();
	}

	@Test
	void aNodeThatFindsAnEarlierVersionThanItHasCommittedBeginsANewEpoch() {
		this.node.push(this.space, "alice", request("c1", increment(1, "n"), increment(2, "n")));
		SavedTables backup = SavedTables.of(postgres);
		SpaceHead lost = push("c1", 3, 5);
		backup.restore();
		this.node.push(this.space, "alice", request("c2", increment(1, "n")));
		SpaceHead head = head();
		assertThat(head.epoch()).isNotEqualTo(lost.epoch());
		assertThat(head.version()).isEqualTo(3);
		assertThat(this.node.count(this.space, "n")).as("nothing of what was cached").isEqualTo(3);
		// Listeners hear of it after the caller.
		await().untilAsserted(() -> assertThat(last(this.node.committed(this.space)).head()).isEqualTo(head));
		assertErrors(1);
		assertThat(this.logged.list.get(0).getFormattedMessage()).contains(this.space.toString(), "version 5",
				"version 2", "another history");
		this.node.push(this.space, "alice", request("c2", increment(2, "n")));
		assertThat(head().epoch()).as("it is replaced once").isEqualTo(head.epoch());
	}

	@Test
	void theSameVersionWithAnotherCheckpointIsAnotherHistory() {
		push("c1", 1, 2);
		SavedTables backup = SavedTables.of(postgres);
		SpaceHead lost = push("c1", 3, 4);
		backup.restore();
		commitOnAnotherNode(2);
		assertThat(stored().version()).isEqualTo(lost.version());
		push("c3", 1, 1);
		assertThat(head().epoch()).isNotEqualTo(lost.epoch());
		assertThat(this.node.count(this.space, "n")).isEqualTo(5);
		assertErrors(1);
	}

	@Test
	void aLaterVersionOfAnotherHistoryIsNotTakenForAContinuation() {
		push("c1", 1, 2);
		SavedTables backup = SavedTables.of(postgres);
		SpaceHead lost = push("c1", 3, 4);
		backup.restore();
		commitOnAnotherNode(6);
		push("c3", 1, 1);
		assertThat(head().epoch()).isNotEqualTo(lost.epoch());
		assertThat(this.node.count(this.space, "n")).isEqualTo(9);
		assertErrors(1);
	}

	@Test
	void aPullThatFindsItIsServedFromTheNewEpochAlready() {
		push("c1", 1, 1);
		SavedTables backup = SavedTables.of(postgres);
		push("c1", 2, 3);
		PullResponse before = this.node.pull(this.space, "alice", EngineFixture.firstPull("c1"));
		backup.restore();
		PullResponse after = this.node.pull(this.space, "alice", EngineFixture.pullAfter(before, "c1"));
		assertThat(after.reset()).isTrue();
		assertThat(after.delta().maxIncludedVersion()).isEqualTo(1);
		assertThat(after.delta().epoch()).isNotEqualTo(before.delta().epoch()).isEqualTo(stored().epoch());
		assertThat(this.told).singleElement().satisfies((batch) -> {
			assertThat(batch.head()).isEqualTo(stored());
			assertThat(batch.minVersion()).isEqualTo(batch.head().version() + 1);
			assertThat(batch.patches()).isEmpty();
		});
		assertErrors(1);
	}

	@Test
	void whoeverAsksWhereSpacesAreFindsIt() {
		push("c1", 1, 1);
		SavedTables backup = SavedTables.of(postgres);
		SpaceHead lost = push("c1", 2, 3);
		backup.restore();
		Map<SpaceId, SpaceHead> heads = this.log.heads(List.of(this.space, EngineFixture.newSpace()));
		assertThat(heads.get(this.space)).isEqualTo(stored());
		assertThat(stored().epoch()).isNotEqualTo(lost.epoch());
		assertThat(this.told).hasSize(1);
		assertErrors(1);
	}

	@Test
	void whatANodeHasOnlySeenCountsLikeWhatItHasCommitted() {
		commitOnAnotherNode(3);
		this.node.pull(this.space, "bob", EngineFixture.firstPull("c2"));
		SavedTables backup = SavedTables.of(postgres);
		commitOnAnotherNode(2);
		SpaceHead lost = stored();
		this.node.pull(this.space, "bob", EngineFixture.firstPull("c2"));
		backup.restore();
		commitOnAnotherNode(5);
		this.node.pull(this.space, "bob", EngineFixture.firstPull("c2"));
		assertThat(stored().epoch()).isNotEqualTo(lost.epoch());
		assertErrors(1);
	}

	@Test
	void aSpaceThatIsGoneAltogetherBeginsAnew() {
		SavedTables backup = SavedTables.of(postgres);
		SpaceHead lost = push("c1", 1, 3);
		backup.restore();
		PullResponse empty = this.node.pull(this.space, "alice", EngineFixture.firstPull("c1"));
		assertThat(empty.delta().epoch()).isNotEqualTo(lost.epoch());
		assertThat(empty.delta().maxIncludedVersion()).isZero();
		push("c2", 1, 1);
		assertThat(head().version()).isEqualTo(1);
		assertThat(head().epoch()).isEqualTo(empty.delta().epoch());
		assertErrors(1);
	}

	@Test
	void pagesOfTwoHistoriesAreNeverJoinedEvenIfNobodyRemembersTheFirst() {
		this.node.push(this.space, "alice",
				request("c1", mutation(1, "fill", "{\"prefix\":\"f\",\"from\":0,\"count\":500,\"size\":5000}")));
		SavedTables backup = SavedTables.of(postgres);
		push("c1", 2, 3);
		try (EngineFixture first = EngineFixture.over(postgres.log());
				EngineFixture second = EngineFixture.over(postgres.log())) {
			PullResponse page = first.pull(this.space, "alice", EngineFixture.firstPull("c1"));
			assertThat(page.nextPage()).isNotNull();
			backup.restore();
			second.push(this.space, "alice", request("c3", increment(1, "m"), increment(2, "m")));
			assertThat(EngineFixture.problem(second.answer(this.space, "alice",
					new PullRequest(1, 1, "c1", "alice", 0, null, null, null, page.nextPage())))
				.code()).isEqualTo("page_expired");
		}
	}

	@Test
	void theStatementsOfTheManualGiveAllSpacesANewEpoch() throws IOException {
		SpaceHead before = push("c1", 1, 2);
		Matcher statements = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("../src/docs/operations.md")));
		assertThat(statements.find()).isTrue();
		postgres.sql().sql(statements.group(1)).update();
		assertThat(stored().epoch()).isNotEqualTo(before.epoch());
		SpaceHead unborn = this.log.heads(List.of(EngineFixture.newSpace())).values().iterator().next();
		assertThat(unborn.epoch()).isEqualTo(stored().epoch());
		push("c1", 3, 3);
		assertErrors(0);
	}

	@Test
	void nothingIsReplacedAsLongAsNothingIsLost() {
		try (EngineFixture other = EngineFixture
			.over(new HistoryGuard(postgres.log(), () -> UUID.randomUUID().toString(), this.told::add))) {
			push("c0", 1, 1);
			String epoch = head().epoch();
			List<CompletableFuture<Void>> clients = new ArrayList<>();
			for (int i = 1; i <= 4; i++) {
				String client = "c" + i;
				EngineFixture engine = (i % 2 == 0) ? this.node : other;
				clients.add(CompletableFuture.runAsync(() -> {
					for (int id = 1; id <= 30; id++) {
						engine.push(this.space, "alice", request(client, increment(id, "n")));
						engine.pull(this.space, "alice", EngineFixture.firstPull(client));
						this.log.heads(List.of(this.space));
					}
				}));
			}
			clients.forEach(CompletableFuture::join);
			assertThat(stored().epoch()).isEqualTo(epoch);
			assertThat(this.node.count(this.space, "n")).isEqualTo(121);
			assertErrors(0);
		}
	}

	private SpaceHead push(String client, int firstId, int lastId) {
		for (int id = firstId; id <= lastId; id++) {
			this.node.push(this.space, "alice", request(client, increment(id, "n")));
		}
		return head();
	}

	/** One that knows nothing of what happens here. */
	private void commitOnAnotherNode(int mutations) {
		String client = UUID.randomUUID().toString();
		try (EngineFixture other = EngineFixture.over(postgres.log())) {
			for (int id = 1; id <= mutations; id++) {
				other.push(this.space, "bob", request(client, increment(id, "n")));
			}
		}
	}

	private SpaceHead head() {
		return this.log.read(this.space, (snapshot) -> snapshot.head());
	}

	/** Without anybody noticing. */
	private SpaceHead stored() {
		return postgres.log().read(this.space, (snapshot) -> snapshot.head());
	}

	private void assertErrors(int count) {
		assertThat(this.logged.list.stream().filter((event) -> event.getLevel() == Level.ERROR)).hasSize(count);
	}

	private static <T> T last(List<T> list) {
		return list.get(list.size() - 1);
	}

}
