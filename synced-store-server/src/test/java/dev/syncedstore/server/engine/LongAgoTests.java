package dev.syncedstore.server.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PullRequest;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.log.RetentionStep;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static dev.syncedstore.server.engine.EngineFixture.acknowledging;
import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.put;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How the log, clients and deleted spaces go away.
 */
class LongAgoTests extends RetentionFixture {

	@Test
	void onlyOneNodeWorksAtATime() throws InterruptedException {
		this.engine.push(this.space, "alice", request("c1", put(1, "a", "x")));
		days(9);
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		CompletableFuture<Void> other = CompletableFuture
			.runAsync(() -> this.postgres.transactions().executeWithoutResult((status) -> {
				JdbcClient.create(this.postgres.dataSource())
					.sql("SELECT task FROM synced_store.retention FOR UPDATE")
					.query(Integer.class)
					.single();
				locked.countDown();
				await().until(() -> done.getCount() == 0);
			}));
		locked.await();
		assertThat(step(RULES)).isEqualTo(RetentionStep.BUSY_ELSEWHERE);
		assertThat(horizon()).isZero();
		this.engine.push(this.space, "alice", request("c1", put(2, "a", "y")));
		done.countDown();
		other.join();
		assertThat(step(RULES)).isEqualTo(RetentionStep.MORE);
		retain();
		assertThat(this.postgres.log(this.clock).retain(RULES, this.clock.instant())).as("another node")
			.isEqualTo(RetentionStep.NOTHING_LEFT);
	}

	@Test
	void oldPartitionsOfTheLogAreDroppedAndOldRowsOfTheDefaultOneDeleted() {
		this.log.prepare(today());
		this.engine.push(this.space, "alice", request("c1", put(1, "a", "x")));
		// Of a day that has no partition yet.
		days(8);
		this.engine.push(this.space, "alice", request("c1", put(2, "b", "x")));
		this.log.prepare(today().plusDays(1));
		days(2);
		this.engine.push(this.space, "alice", request("c1", put(3, "c", "x")));
		assertThat(partitions()).contains("commit_log_20260101", "commit_log_20260111", "commit_log_default");
		assertThat(rows("commit_log_default")).isEqualTo(1);
		retain();
		assertThat(partitions()).doesNotContain("commit_log_20260101", "commit_log_20260103")
			.contains("commit_log_20260104", "commit_log_default");
		assertThat(rows("commit_log")).isEqualTo(2);
		assertThat(horizon()).isEqualTo(1);
		days(7);
		retain();
		assertThat(rows("commit_log_default")).isZero();
		assertThat(rows("commit_log")).isEqualTo(1);
		assertThat(horizon()).isEqualTo(2);
	}

	@Test
	void theHorizonIsNeverBelowTheOldestCommitOfTheLog() {
		for (int day = 0; day < 20; day++) {
			this.log.prepare(today());
			this.engine.push(this.space, "alice", request("c1", put(day + 1, "k" + day, "x")));
			retain();
			long oldest = this.postgres.sql()
				.sql("SELECT min(min_version) FROM synced_store.commit_log")
				.query(Long.class)
				.single();
			assertThat(horizon()).isGreaterThanOrEqualTo(oldest - 1).isLessThanOrEqualTo(day + 1L);
			days(1);
		}
		assertThat(horizon()).isEqualTo(12);
	}

	@Test
	void aClientThatHasAcknowledgedEverythingIsForgottenButForWhoseItIs() {
		this.engine.push(this.space, "alice", request("c1", put(1, "a", "x"), put(2, "b", "x")));
		this.engine.push(this.space, "alice", acknowledging(2, "c1"));
		days(91);
		retain();
		assertThat(this.engine.pushProblem(this.space, "alice", acknowledging(2, "c1", put(3, "a", "y"))).code())
			.isEqualTo("unknown_client");
		assertThat(this.engine.pushProblem(this.space, "mallory", request("c1", put(1, "a", "y"))).code())
			.isEqualTo("client_of_another_user");
		assertThat(this.log.claimClient(this.space, "c1", "mallory")).isFalse();
		PushResponse again = this.engine.push(this.space, "alice", request("c4", put(1, "a", "y")));
		assertThat(again.lastMutationId()).isEqualTo(1);
	}

	@Test
	void aClientThatMayHaveSomethingPendingIsNeverForgotten() {
		this.engine.push(this.space, "alice",
				request("c1", put(1, "a", "x"), mutation(2, "reject", "{\"code\":\"no\",\"message\":\"\"}")));
		this.engine.push(this.space, "alice", acknowledging(1, "c1"));
		days(1_000);
		retain();
		assertThat(this.engine.pushProblem(this.space, "alice", acknowledging(0, "c1")).code())
			.isEqualTo("client_forked");
		PushResponse retried = this.engine.push(this.space, "alice",
				acknowledging(1, "c1", mutation(2, "reject", "{\"code\":\"no\",\"message\":\"\"}"), put(3, "c", "x")));
		assertThat(retried.lastMutationId()).isEqualTo(3);
		assertThat(retried.rejectedMutations()).hasSize(1);
	}

	@Test
	void aClientThatOnlyPullsIsSeenAndWhatItAcknowledgesIsNoted() {
		this.engine.push(this.space, "alice",
				request("c1", put(1, "a", "x"), mutation(2, "reject", "{\"code\":\"no\",\"message\":\"\"}")));
		Instant pushed = seen("c1");
		days(50);
		this.engine.pull(this.space, "alice", new PullRequest(1, 1, "c1", "alice", 2, null, null, null, null));
		Instant pulled = seen("c1");
		assertThat(pulled).isEqualTo(this.clock.instant()).isAfter(pushed);
		assertThat(rows("rejection")).isZero();
		this.clock.advance(Duration.ofHours(2));
		this.engine.pull(this.space, "alice", EngineFixture.firstPull("c1"));
		assertThat(seen("c1")).as("not at each pull").isEqualTo(pulled);
		days(60);
		retain();
		this.engine.push(this.space, "alice", acknowledging(2, "c1", put(3, "a", "y")));
		days(91);
		retain();
		this.engine.push(this.space, "alice", acknowledging(2, "c1", put(4, "a", "y")));
	}

	@Test
	void nothingIsLeftOfADeletedSpaceButThatItWas() {
		SpaceId other = EngineFixture.newSpace();
		for (SpaceId each : List.of(this.space, other)) {
			this.engine.push(each, "alice",
					request("c1", mutation(1, "fill", "{\"prefix\":\"f\",\"from\":0,\"count\":50,\"size\":10}"),
							mutation(2, "reject", "{\"code\":\"no\",\"message\":\"\"}")));
			this.engine.push(each, "bob", request("c2", put(1, "a", "x")));
		}
		long entries = rows("entry");
		this.engine.engine().syncedStores().delete(this.space).join();
		int steps = 0;
		while (step(rules(10)) == RetentionStep.MORE) {
			steps++;
		}
		assertThat(steps).isGreaterThan(5);
		assertThat(rows("entry")).isEqualTo(entries / 2);
		assertThat(rows("client")).isEqualTo(2);
		assertThat(rows("rejection")).isEqualTo(1);
		assertThat(rows("commit_log")).isEqualTo(2);
		assertThat(rows("space")).isEqualTo(2);
		assertThat(this.engine.pushProblem(this.space, "alice", request("c9", put(1, "a", "x"))).code())
			.isEqualTo("space_deleted");
		assertThat(this.engine.note(other, "a")).isEqualTo("x");
	}

	@Test
	void theEngineTakesTheStepsWhenItIsMaintained() {
		this.engine.push(this.space, "alice",
				request("c1", put(1, "a", "x"), mutation(2, "remove", "{\"key\":\"a\"}")));
		days(9);
		this.engine.engine().maintain();
		await().until(() -> traces() == 0);
		assertThat(horizon()).isEqualTo(2);
	}

}
