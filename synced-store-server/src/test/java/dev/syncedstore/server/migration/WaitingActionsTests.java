package dev.syncedstore.server.migration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import dev.syncedstore.codec.JacksonValueCodecs;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ActionRequest;
import dev.syncedstore.core.protocol.ActionResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.MigrationLimits;
import dev.syncedstore.server.action.ActionCatalog;
import dev.syncedstore.server.action.ParkedAction;
import dev.syncedstore.server.action.run.ActionNode;
import dev.syncedstore.server.action.run.ActionSettings;
import dev.syncedstore.server.action.run.ActionSetup;
import dev.syncedstore.server.action.run.OwnActionThreads;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SpaceSchema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Actions that were enqueued, or are called, while another version is deployed.
 */
class WaitingActionsTests {

	private static final ActionSettings SETTINGS = new ActionSettings(Duration.ofSeconds(5), 4, 3,
			Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofDays(30));

	private static final MigrationLimits STEP_BY_STEP = new MigrationLimits(1, 1);

	private static OwnActionThreads threads;

	private static PostgresLog postgres;

	private final SpaceId desk = new SpaceId("desk", UUID.randomUUID().toString());

	@BeforeAll
	static void start() {
		threads = new OwnActionThreads();
		postgres = PostgresLog.create();
	}

	@AfterAll
	static void stop() {
		threads.close();
		postgres.close();
	}

	@AfterEach
	void forget() {
		postgres.sql().sql("DELETE FROM synced_store.enqueued_action").update();
	}

	@Test
	void whatWasEnqueuedBeforeRunsAsTheNewVersionHasIt() {
		try (ListNode old = first()) {
			enqueue(old, 1);
		}
		due();
		try (ListNode node = second()) {
			awaitTicking(node, () -> parked().size() == 1);
			assertThat(done(node)).isEqualTo(Map.of("done/call bob", "{\"what\":\"call bob\",\"version\":2}",
					"done/mail carol: Hello", "{\"what\":\"mail carol: Hello\",\"version\":2}"));
			assertThat(waiting()).as("what was dropped is gone").isZero();
			assertThat(schema()).as("an action brings its space to the new version").isEqualTo(SpaceSchema.of(2));
		}
	}

	@Test
	void whatCanNotBeReadAnyMoreIsParkedAndRunsOnceAVersionCan() {
		try (ListNode old = first()) {
			enqueue(old, 1);
		}
		due();
		try (ListNode forgetful = second()) {
			awaitTicking(forgetful, () -> parked().size() == 1);
		}
		ParkedAction parked = parked().get(0);
		assertThat(parked.action()).isEqualTo("cable");
		assertThat(parked.failure()).startsWith("invalid_request: args").contains("words");
		SecondDesk.cables = (steps) -> steps.transformAction("cable", FirstDesk.Mail.class,
				(args) -> new SecondDesk.Cable(args.to(), 1));
		try (ListNode node = second()) {
			assertThat(postgres.outbox().retry(parked.id())).isTrue();
			awaitTicking(node, () -> waiting() == 0);
			assertThat(done(node)).containsEntry("done/cable erin", "{\"what\":\"cable erin\",\"version\":2}");
		}
		finally {
			SecondDesk.cables = (steps) -> {
			};
		}
	}

	@Test
	void whatANewerNodeHasEnqueuedIsLeftToIt() {
		try (ListNode newer = second()) {
			enqueue(newer, 2);
		}
		due();
		try (ListNode lower = first()) {
			lower.engine().tick();
			await().until(() -> attempts() == 0 && !isDue());
			assertThat(parked()).isEmpty();
		}
		due();
		try (ListNode newer = second()) {
			awaitTicking(newer, () -> waiting() == 0);
			assertThat(done(newer)).containsOnlyKeys("done/mail frank: New");
		}
	}

	@Test
	void anActionWaitsForItsSpaceToBeMigratedWithoutLosingAnAttempt() {
		try (ListNode old = first()) {
			for (int i = 1; i <= 5; i++) {
				did(old, i);
			}
			old.push(this.desk, "c1", ListNode.first(6, "enqueue", "{\"time\":\"3000-01-01T00:00:00Z\"}"));
		}
		due();
		try (ListNode node = secondStepByStep()) {
			node.engine().tick();
			await().until(() -> schema().equals(SpaceSchema.of(2)) && attempts() == 0);
			due();
			awaitTicking(node, () -> waiting() == 0);
			assertThat(done(node)).hasSize(7);
		}
	}

	@Test
	void aCallIsAnActionThatMigratesItsSpaceOrIsPutOff() {
		try (ListNode old = first()) {
			for (int i = 1; i <= 5; i++) {
				did(old, i);
			}
		}
		try (ListNode node = secondStepByStep()) {
			SpaceMigrationTests.assertUnavailable(count(node, "a1"));
			await().until(() -> schema().equals(SpaceSchema.of(2)));
			ActionResponse response = EngineFixture.served(count(node, "a1"));
			assertThat(response.result()).isEqualTo("{\"done\":5}");
		}
	}

	@Test
	void aCallMigratesASmallSpaceAtOnce() {
		try (ListNode old = first()) {
			did(old, 1);
		}
		try (ListNode node = second()) {
			assertThat(EngineFixture.served(count(node, "a2")).result()).isEqualTo("{\"done\":1}");
			assertThat(schema()).isEqualTo(SpaceSchema.of(2));
		}
	}

	private ListNode first() {
		return node(new FirstDesk(), new FirstDesk.Desks(), MigrationLimits.defaults());
	}

	private ListNode second() {
		return node(new SecondDesk(), new SecondDesk.Desks(), MigrationLimits.defaults());
	}

	private ListNode secondStepByStep() {
		return node(new SecondDesk(), new SecondDesk.Desks(), STEP_BY_STEP);
	}

	private ListNode node(Object desk, Object desks, MigrationLimits limits) {
		ActionSetup setup = new ActionSetup(ActionCatalog.of(List.of(desks), JacksonValueCodecs.create()),
				postgres.actionCalls(), postgres.outbox(), threads, SETTINGS);
		return new ListNode(postgres.log(), List.of(new SecondLists(), desk),
				(builder) -> builder.actions(setup).migrationLimits(limits));
	}

	private void enqueue(ListNode node, int version) {
		node.push(this.desk, "c1", ListNode.made(1, version, "enqueue", "{\"time\":\"3000-01-01T00:00:00Z\"}"));
	}

	private void did(ListNode node, int id) {
		node.push(this.desk, "c1", ListNode.first(id, "did", "{\"what\":\"work " + id + "\"}"));
	}

	private Answer<ActionResponse> count(ListNode node, String id) {
		ActionNode actions = node.engine().actions();
		if (actions == null) {
			throw new AssertionError("There are actions");
		}
		return EngineFixture
			.join(actions.service().call(this.desk, "alice", "count", new ActionRequest(1, 2, "c9", null, id, "{}")));
	}

	private void due() {
		postgres.sql().sql("UPDATE synced_store.enqueued_action SET due_at = now()").update();
	}

	private boolean isDue() {
		return postgres.sql()
			.sql("SELECT bool_or(due_at <= now()) FROM synced_store.enqueued_action")
			.query(Boolean.class)
			.single();
	}

	private int attempts() {
		return postgres.sql()
			.sql("SELECT max(attempts) FROM synced_store.enqueued_action")
			.query(Integer.class)
			.single();
	}

	private static void awaitTicking(ListNode node, BooleanSupplier condition) {
		await().until(() -> {
			node.engine().tick();
			return condition.getAsBoolean();
		});
	}

	private Map<String, String> done(ListNode node) {
		return node.seen(this.desk);
	}

	private List<ParkedAction> parked() {
		return postgres.outbox().list(0, 100);
	}

	private long waiting() {
		return postgres.sql()
			.sql("SELECT count(*) FROM synced_store.enqueued_action WHERE parked_at IS NULL")
			.query(Long.class)
			.single();
	}

	private SpaceSchema schema() {
		return postgres.log().heads(List.of(this.desk)).get(this.desk).schema();
	}

}
