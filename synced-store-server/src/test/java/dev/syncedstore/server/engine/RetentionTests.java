package dev.syncedstore.server.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.log.RetentionStep;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.increment;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How traces of deletions go away without anybody missing one.
 */
class RetentionTests extends RetentionFixture {

	@Test
	void theHorizonMovesInTheTransactionThatRemovesTheFirstTraceOfADeletion() {
		for (int id = 1; id <= 30; id++) {
			this.engine.push(this.space, "alice", request("c1", put(2 * id - 1, "k" + id, "x"),
					mutation(2 * id, "remove", "{\"key\":\"k" + id + "\"}")));
		}
		days(9);
		this.engine.push(this.space, "alice",
				request("c1", put(61, "a", "x"), put(62, "b", "x"), mutation(63, "remove", "{\"key\":\"a\"}")));
		assertThat(traces()).isEqualTo(31);
		int steps = 0;
		long before = traces();
		while (step(rules(7)) == RetentionStep.MORE) {
			long left = traces();
			assertThat(before - left).as("rows in a step").isLessThanOrEqualTo(7);
			assertThat(horizon()).isEqualTo((left < 31) ? 60 : 0);
			before = left;
			steps++;
		}
		assertThat(steps).isGreaterThan(4);
		assertThat(traces()).as("the one that is young").isEqualTo(1);
		assertThat(this.engine.note(this.space, "b")).isEqualTo("x");
	}

	@Test
	void aClientThatWasAwayForLongerLoadsTheSpaceAnewAndEndsEqual() {
		this.engine.push(this.space, "alice", request("c1", put(1, "a", "x"), put(2, "b", "x")));
		Copy away = new Copy("c2");
		away.pull();
		Copy daily = new Copy("c3");
		daily.pull();
		days(1);
		this.engine.push(this.space, "alice", request("c1", mutation(3, "remove", "{\"key\":\"a\"}")));
		daily.pull();
		assertThat(daily.wasReset).isFalse();
		days(9);
		retain();
		this.engine.push(this.space, "alice", request("c1", put(4, "c", "x")));
		away.pull();
		assertThat(away.wasReset).isTrue();
		daily.pull();
		assertThat(daily.wasReset).as("it knows of the deletion").isFalse();
		assertThat(away.entries).isEqualTo(daily.entries).containsOnlyKeys("notes/b", "notes/c");
	}

	@Test
	void aSpaceInWhichNothingHappensResetsNobodyHoweverLongAgoItsCommitsWere() {
		this.engine.push(this.space, "alice", request("c1", put(1, "a", "x"), put(2, "b", "x")));
		Copy copy = new Copy("c2");
		copy.pull();
		days(30);
		retain();
		assertThat(rows("commit_log")).as("the log of that day is gone").isZero();
		copy.pull();
		assertThat(copy.wasReset).isFalse();
		this.engine.push(this.space, "alice", request("c1", put(3, "c", "x")));
		copy.pull();
		assertThat(copy.wasReset).isFalse();
		assertThat(copy.entries).containsOnlyKeys("notes/a", "notes/b", "notes/c");
	}

	@Test
	void aPullDuringRetentionHearsOfADeletionOrLoadsAnew() {
		List<SpaceId> spaces = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			SpaceId each = EngineFixture.newSpace();
			this.engine.push(each, "alice", request("c1", put(1, "a", "x"), put(2, "b", "x")));
			spaces.add(each);
		}
		Map<SpaceId, PullResponse> before = new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
		spaces.forEach((each) -> before.put(each, this.engine.pull(each, "bob", EngineFixture.firstPull("c2"))));
		spaces.forEach(
				(each) -> this.engine.push(each, "alice", request("c1", mutation(3, "remove", "{\"key\":\"a\"}"))));
		days(9);
		AtomicBoolean over = new AtomicBoolean();
		CompletableFuture<Void> retention = CompletableFuture.runAsync(this::retain)
			.whenComplete((none, failure) -> over.set(true));
		int resets = 0;
		boolean last;
		do {
			last = over.get();
			resets = 0;
			for (SpaceId each : spaces) {
				PullResponse answer = this.engine.pull(each, "bob", EngineFixture.pullAfter(before.get(each), "c2"));
				List<String> keys = answer.delta().patches().stream().map(Patch::key).toList();
				assertThat(keys).containsExactly(answer.reset() ? "notes/b" : "notes/a");
				resets += answer.reset() ? 1 : 0;
			}
		}
		while (!last);
		retention.join();
		assertThat(resets).isEqualTo(spaces.size());
	}

	@Test
	void aStepGivesUpRatherThanWaitForASpaceThatIsLocked() throws SQLException {
		this.engine.push(this.space, "alice",
				request("c1", put(1, "a", "x"), mutation(2, "remove", "{\"key\":\"a\"}")));
		days(9);
		try (Connection connection = this.postgres.database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SELECT 1 FROM synced_store.space FOR UPDATE");
			assertThat(step(RULES)).isEqualTo(RetentionStep.NOTHING_LEFT);
			connection.rollback();
		}
		retain();
		assertThat(traces()).isZero();
	}

	@Test
	void pushesAndPullsGoOnMeanwhile() {
		this.engine.push(this.space, "alice",
				request("c1", mutation(1, "fill", "{\"prefix\":\"f\",\"from\":0,\"count\":5000,\"size\":10}")));
		for (int from = 0; from < 5_000; from += 500) {
			List<PushMutation> removals = new ArrayList<>();
			for (int i = from; i < from + 500; i++) {
				removals.add(mutation(i + 2, "remove", "{\"key\":\"f" + i + "\"}"));
			}
			this.engine.push(this.space, "alice", request("c1", removals.toArray(PushMutation[]::new)));
		}
		days(9);
		AtomicBoolean over = new AtomicBoolean();
		CompletableFuture<Void> retention = CompletableFuture.runAsync(() -> {
			while (step(rules(100)) == RetentionStep.MORE) {
				// Each step is a transaction.
			}
		}).whenComplete((none, failure) -> over.set(true));
		int pushes = 0;
		while (!over.get() || pushes < 20) {
			pushes++;
			this.engine.push(this.space, "alice", request("c2", increment(pushes, "n")));
			this.engine.pull(this.space, "bob", EngineFixture.firstPull("c3"));
		}
		retention.join();
		// A step that met a lock has given up, so the rest comes later.
		retain();
		assertThat(traces()).isZero();
		assertThat(this.engine.count(this.space, "n")).isEqualTo(pushes);
	}

	@Test
	void aCacheThatIsOlderThanTheHorizonIsDropped() {
		this.engine.push(this.space, "alice", request("c1", put(1, "a", "x"), put(2, "b", "x")));
		try (EngineFixture other = node()) {
			other.push(this.space, "alice", request("c2", mutation(1, "remove", "{\"key\":\"a\"}")));
			days(9);
			other.push(this.space, "alice", request("c2", put(2, "c", "x")));
			retain();
		}
		assertThat(traces()).isZero();
		this.engine.push(this.space, "alice", request("c1", mutation(3, "countNotes", "{\"key\":\"\"}")));
		assertThat(this.engine.count(this.space, "notes")).isEqualTo(2);
	}

}
