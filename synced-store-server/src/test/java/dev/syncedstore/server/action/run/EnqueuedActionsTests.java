package dev.syncedstore.server.action.run;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.server.action.ParkedAction;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.PostgresLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EnqueuedActionsTests {

	private static final ActionSettings SETTINGS = ActionsFixture.settings(Duration.ofSeconds(2), 3);

	private final SpaceId space = EngineFixture.newSpace();

	private PostgresLog postgres;

	private ActionsFixture node;

	@BeforeEach
	void start() {
		this.postgres = PostgresLog.create();
		this.node = new ActionsFixture(this.postgres, SETTINGS);
	}

	@AfterEach
	void stop() {
		this.node.close();
		this.postgres.close();
	}

	@Test
	void whatAMutationEnqueuesRunsAfterItsCommitInTheUsersName() {
		// The first batch of a space looks into the database, the others are presumed.
		for (int id = 1; id <= 5; id++) {
			push(mutation(id, "enqueue", "{\"key\":\"k" + id + "\"}"));
		}
		await().until(() -> ticks("k1") + ticks("k2") + ticks("k3") + ticks("k4") + ticks("k5") == 5);
		assertThat(this.node.actions().callIds).hasSize(5).containsEntry("k1", "enqueued-1 for alice");
		await().until(() -> waiting() == 0);
	}

	@Test
	void aMutationThatIsRejectedEnqueuesNothing() {
		push(mutation(1, "enqueueAndReject", "{\"key\":\"k\"}"), mutation(2, "enqueue", "{\"key\":\"l\"}"),
				mutation(3, "enqueueAndReject", "{\"key\":\"k\"}"));
		await().until(() -> ticks("l") == 1);
		await().until(() -> waiting() == 0);
		assertThat(this.node.actions().begun("tick", "k")).isZero();
	}

	@Test
	void anActionThatDoesNotExistIsAFaultOfTheMutator() {
		assertThat(this.node.engine()
			.push(this.space, "alice", request("c1", mutation(1, "enqueueMissing", "{\"key\":\"k\"}")))
			.rejectedMutations()).singleElement().satisfies((rejected) -> {
				assertThat(rejected.code()).isEqualTo("internal_error");
				assertThat(rejected.message()).doesNotContain("missing");
			});
	}

	@Test
	void whatFailsIsTriedAgain() {
		this.node.actions().failures = 2;
		push(mutation(1, "enqueue", "{\"key\":\"k\"}"));
		awaitTicking(() -> ticks("k") == 1);
		assertThat(this.node.actions().begun("tick", "k")).isEqualTo(3);
		assertThat(this.node.actions().callIds.get("k")).as("the same each time").startsWith("enqueued-1 ");
	}

	@Test
	void whatFailsTooOftenIsParkedUntilAnOperatorWantsItAgain() {
		this.node.actions().failures = 100;
		push(mutation(1, "enqueue", "{\"key\":\"k\"}"));
		awaitTicking(() -> !parked().isEmpty());
		ParkedAction parked = parked().get(0);
		assertThat(parked.action()).isEqualTo("tick");
		assertThat(parked.space()).isEqualTo(this.space);
		assertThat(parked.userId()).isEqualTo("alice");
		assertThat(parked.attempts()).isEqualTo(3);
		assertThat(parked.failure()).startsWith("internal_error: ").contains("its log has the cause");
		this.node.node().maintain();
		assertThat(this.node.node().sizes()).isEqualTo(new ActionOutbox.Sizes(0, 1));
		this.node.actions().failures = 0;
		assertThat(this.postgres.outbox().retry(parked.id())).isTrue();
		assertThat(this.postgres.outbox().retry(parked.id())).isFalse();
		awaitTicking(() -> ticks("k") == 1);
		assertThat(parked()).isEmpty();
	}

	@Test
	void whatFailsWhileLeasesAreRenewedIsTriedAgainAsSoonAsEver() {
		this.node.close();
		SlowRenewals outbox = new SlowRenewals(this.postgres.outbox());
		this.node = new ActionsFixture(this.postgres, SETTINGS, outbox.proxy());
		this.node.actions().gate = new CountDownLatch(1);
		this.node.actions().failures = 1;
		push(mutation(1, "enqueue", "{\"key\":\"k\"}"));
		await().until(() -> this.node.actions().begun("tick", "k") == 1);
		this.node.node().tick();
		await().until(() -> outbox.begun.getCount() == 0);
		this.node.actions().gate.countDown();
		awaitTicking(() -> ticks("k") == 1);
	}

	@Test
	void whatIsParkedCanBeDiscardedAndIsForgottenInTime() {
		this.node.actions().failures = 100;
		push(mutation(1, "enqueue", "{\"key\":\"k\"}"), mutation(2, "enqueue", "{\"key\":\"l\"}"));
		awaitTicking(() -> parked().size() == 2);
		assertThat(this.postgres.outbox().discard(parked().get(0).id())).isTrue();
		assertThat(parked()).hasSize(1);
		this.postgres.sql()
			.sql("UPDATE synced_store.enqueued_action SET parked_at = now() - interval '31 days'")
			.update();
		this.node.node().maintain();
		assertThat(parked()).isEmpty();
	}

	@Test
	void whatIsDelayedWaitsForItsTimeAlsoThroughARestart() {
		Instant soon = Instant.now().plusMillis(1_500);
		push(mutation(1, "enqueueAt", "{\"key\":\"k\",\"time\":\"" + soon + "\"}"));
		this.node.node().tick();
		assertThat(waiting()).isEqualTo(1);
		this.node.close();
		this.node = new ActionsFixture(this.postgres, SETTINGS);
		awaitTicking(() -> ticks("k") == 1);
		assertThat(Instant.now()).isAfterOrEqualTo(soon);
	}

	@Test
	void whatADeadNodeHadIsRunByAnother() {
		push(mutation(1, "enqueueAt", "{\"key\":\"k\",\"time\":\"" + Instant.now().plusSeconds(3600) + "\"}"));
		// As a node leaves it that takes it and dies.
		this.postgres.sql()
			.sql("UPDATE synced_store.enqueued_action SET due_at = now() + interval '1 second', attempts = 1")
			.update();
		awaitTicking(() -> ticks("k") == 1);
		assertThat(this.node.actions().begun("tick", "k")).isEqualTo(1);
	}

	@Test
	void whatTakesItsNodeDownEachTimeIsParked() {
		push(mutation(1, "enqueueAt", "{\"key\":\"k\",\"time\":\"" + Instant.now().plusSeconds(3600) + "\"}"));
		this.postgres.sql().sql("UPDATE synced_store.enqueued_action SET due_at = now(), attempts = 3").update();
		awaitTicking(() -> !parked().isEmpty());
		assertThat(parked().get(0).failure()).isEqualTo("interrupted");
		assertThat(this.node.actions().begun("tick", "k")).isZero();
	}

	@Test
	void twoNodesShareAnOutboxAndEachActionRunsOnce() {
		try (ActionsFixture other = new ActionsFixture(this.postgres, SETTINGS)) {
			for (int id = 1; id <= 200; id++) {
				push(mutation(id, "enqueue", "{\"key\":\"k" + id + "\"}"));
				other.node().tick();
			}
			await().until(() -> {
				this.node.node().tick();
				other.node().tick();
				return waiting() == 0;
			});
			int here = 0;
			int there = 0;
			for (int id = 1; id <= 200; id++) {
				here += this.node.actions().begun("tick", "k" + id);
				there += other.actions().begun("tick", "k" + id);
				assertThat(ticks("k" + id)).as("k" + id).isEqualTo(1);
			}
			assertThat(here + there).isEqualTo(200);
			assertThat(here).isPositive();
			assertThat(there).isPositive();
		}
	}

	@Test
	void whatADeletedSpaceHasEnqueuedDoesNotRun() {
		push(mutation(1, "enqueueAt", "{\"key\":\"k\",\"time\":\"" + Instant.now().plusSeconds(3600) + "\"}"));
		this.node.engine().engine().syncedStores().delete(this.space).join();
		this.postgres.sql().sql("UPDATE synced_store.enqueued_action SET due_at = now()").update();
		assertThat(this.postgres.outbox().take(10, Duration.ofSeconds(1))).isEmpty();
		awaitTicking(() -> {
			this.node.engine().engine().maintain();
			return waiting() == 0;
		});
		assertThat(this.node.actions().begun("tick", "k")).isZero();
	}

	private void push(PushMutation... mutations) {
		this.node.engine().push(this.space, "alice", request("c1", mutations));
	}

	private int ticks(String key) {
		return this.node.engine().count(this.space, "ticks " + key);
	}

	private long waiting() {
		return this.postgres.sql().sql("SELECT count(*) FROM synced_store.enqueued_action").query(Long.class).single();
	}

	private List<ParkedAction> parked() {
		return this.postgres.outbox().list(0, 10);
	}

	private void awaitTicking(BooleanSupplier condition) {
		await().until(() -> {
			this.node.node().tick();
			return condition.getAsBoolean();
		});
	}

	/**
	 * Renews leases only once something is to be tried again, or nothing is for a while.
	 */
	private record SlowRenewals(ActionOutbox outbox, CountDownLatch begun, CountDownLatch retried) {

		SlowRenewals(ActionOutbox outbox) {
			this(outbox, new CountDownLatch(1), new CountDownLatch(1));
		}

		ActionOutbox proxy() {
			return (ActionOutbox) Proxy.newProxyInstance(ActionOutbox.class.getClassLoader(),
					new Class<?>[] { ActionOutbox.class }, (proxy, method, args) -> call(method, args));
		}

		private Object call(Method method, Object[] args) throws ReflectiveOperationException, InterruptedException {
			if (method.getName().equals("renew")) {
				this.begun.countDown();
				this.retried.await(500, TimeUnit.MILLISECONDS);
			}
			Object result = method.invoke(this.outbox, args);
			if (method.getName().equals("retry")) {
				this.retried.countDown();
			}
			return result;
		}

	}

}
