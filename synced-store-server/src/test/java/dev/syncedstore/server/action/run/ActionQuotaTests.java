package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.Quotas;
import dev.syncedstore.server.StoreQuota;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ActionQuotaTests {

	private static final Quotas QUOTAS = new Quotas(new StoreQuota(0, 0, 0, 0),
			Map.of("notes", new StoreQuota(0, 0, 2, 1)));

	private final SpaceId space = EngineFixture.newSpace();

	private PostgresLog postgres;

	private ActionsFixture node;

	@BeforeEach
	void start() {
		this.postgres = PostgresLog.create();
		this.node = new ActionsFixture(this.postgres, ActionsFixture.settings(Duration.ofSeconds(2), 1), QUOTAS);
	}

	@AfterEach
	void stop() {
		this.node.close();
		this.postgres.close();
	}

	@Test
	void whoCallsTooOftenIsToldWhenToComeBack() {
		this.node.served(this.space, "write", "{\"key\":\"a\"}");
		this.node.served(this.space, "write", "{\"key\":\"b\"}");
		Answer<?> answer = this.node.call(this.space, "alice", "write",
				ActionsFixture.request(ActionsFixture.newId(), "{\"key\":\"c\"}"));
		Problem problem = EngineFixture.problem(answer);
		assertThat(problem.status()).isEqualTo(429);
		assertThat(problem.code()).isEqualTo("too_many_requests");
		Duration retryAfter = (answer instanceof Answer.Refused<?> refused) ? refused.retryAfter() : null;
		assertThat(retryAfter).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
		EngineFixture.served(this.node.call(this.space, "bob", "write",
				new ActionRequest(1, 1, "of-bob", null, ActionsFixture.newId(), "{\"key\":\"d\"}")));
	}

	@Test
	void theAllowanceComesBackWithTime() {
		AtomicLong now = new AtomicLong();
		ActionRates rates = new ActionRates(QUOTAS, now::get);
		assertThat(rates.begin("alice", "notes")).isZero();
		assertThat(rates.begin("alice", "notes")).isZero();
		assertThat(rates.begin("alice", "notes")).isPositive();
		assertThat(rates.begin("alice", "letters")).as("without a quota").isZero();
		now.addAndGet(Duration.ofSeconds(31).toNanos());
		assertThat(rates.begin("alice", "notes")).isZero();
		assertThat(rates.begin("alice", "notes")).isPositive();
	}

	@Test
	void whereTooManyAreParkedNothingMoreIsEnqueuedUntilAnOperatorHasLooked() {
		this.node.actions().failures = 100;
		push(1);
		await().until(() -> this.postgres.outbox().sizes().parked() == 1);
		this.node.node().maintain();
		assertThat(this.node.engine().push(this.space, "alice", request("c1", enqueue(2))).rejectedMutations())
			.singleElement()
			.satisfies((rejected) -> assertThat(rejected.code()).isEqualTo("too_many_parked_actions"));
		assertThat(this.postgres.outbox().discard(this.postgres.outbox().list(0, 1).get(0).id())).isTrue();
		this.node.node().maintain();
		this.node.actions().failures = 0;
		push(3);
		await().until(() -> this.node.actions().begun("tick", "k3") == 1);
	}

	private void push(int id) {
		assertThat(this.node.engine()
			.push(this.space, "alice", EngineFixture.acknowledging(id - 1, "c1", enqueue(id)))
			.rejectedMutations()).isEmpty();
	}

	private static PushMutation enqueue(int id) {
		return mutation(id, "enqueue", "{\"key\":\"k" + id + "\"}");
	}

}
