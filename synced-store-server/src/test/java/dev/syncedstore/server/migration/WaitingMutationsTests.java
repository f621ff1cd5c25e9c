package dev.syncedstore.server.migration;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushMutation;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.delivery.ParkedDelivery;
import dev.syncedstore.server.engine.SyncEngineBuilder;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.log.SpaceSchema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.migration.ListNode.first;
import static dev.syncedstore.server.migration.ListNode.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Mutations that wait on the server while another version is deployed: what spaces have
 * sent to others, and what server code has made in transactions.
 */
class WaitingMutationsTests {

	private static PostgresLog postgres;

	private static ListNode old;

	private static ListNode node;

	private final SpaceId desk = new SpaceId("desk", UUID.randomUUID().toString());

	private final SpaceId list = ListNode.newSpace();

	/** The older node delivers nothing by itself. */
	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
		old = node(List.of(new FirstLists(), new FirstDesk()), UnaryOperator.identity());
		old.engine().deliverer().close();
		node = node(List.of(new SecondLists(), new FirstDesk()), UnaryOperator.identity());
	}

	@AfterAll
	static void stop() {
		node.close();
		old.close();
		postgres.close();
	}

	@Test
	void whatWasSentBeforeIsMigratedWhenItIsDelivered() {
		order(old);
		node.engine().deliverer().wake(this.list);
		await().until(() -> waiting() == 0);
		assertThat(node.seen(this.list)).isEqualTo(
				Map.of("lines/a", "{\"text\":\"was c\",\"seen\":2}", "lines/c", "{\"text\":\"was a\",\"seen\":2}"));
		assertThat(version()).as("one version a mutation, however many calls it becomes").isEqualTo(5);
		assertThat(parked()).isEmpty();
	}

	@Test
	void aDeliveryIsTheFirstThatBringsItsSpaceToTheNewVersion() {
		old.push(this.list, "c1", first(1, "add", "{\"id\":\"old\",\"text\":\"bread\"}"));
		order(old);
		node.engine().deliverer().wake(this.list);
		await().until(() -> waiting() == 0);
		assertThat(schema()).isEqualTo(SpaceSchema.of(2));
		assertThat(node.seen(this.list)).containsEntry("lines/old", "{\"text\":\"bread!\",\"seen\":1}")
			.containsEntry("lines/a", "{\"text\":\"was c\",\"seen\":2}");
	}

	@Test
	void whatANewerNodeHasSentIsLeftToIt() {
		try (ListNode sender = node(List.of(new SecondLists(), new SecondDesk()), UnaryOperator.identity());
				ListNode lower = node(List.of(new FirstLists(), new FirstDesk()), UnaryOperator.identity())) {
			sender.engine().deliverer().close();
			push(sender, this.desk, ListNode.made(1, 2, "order", "{\"list\":\"" + this.list.instanceId() + "\"}"));
			postgres.sql()
				.sql("UPDATE synced_store.delivery SET sent_at = now() - interval '1 hour' WHERE instance_id = ?")
				.param(this.list.instanceId())
				.update();
			lower.engine().deliverer().wake(this.list);
			lower.push(this.list, "c1", first(1, "add", "{\"id\":\"old\",\"text\":\"bread\"}"));
			lower.engine().deliverer().wake(this.list);
			lower.push(this.list, "c1", first(2, "ping", "{\"id\":\"p\"}"));
			assertThat(lower.seen(this.list)).doesNotContainKey("lines/a");
		}
		assertThat(waiting()).as("it has neither run nor is it parked").isEqualTo(1);
		node.engine().deliverer().wake(this.list);
		await().until(() -> waiting() == 0);
		assertThat(node.seen(this.list)).containsEntry("lines/a", "{\"text\":\"milk\",\"seen\":7}")
			.containsEntry("lines/old", "{\"text\":\"bread!\",\"seen\":1}");
		assertThat(parked()).isEmpty();
	}

	@Test
	void whatAnEarlierServerHasWrittenIsTakenAsItIs() {
		order(old);
		postgres.sql()
			.sql("UPDATE synced_store.delivery SET schema_version = NULL WHERE instance_id = ?")
			.param(this.list.instanceId())
			.update();
		old.push(this.list, "c1", first(1, "add", "{\"id\":\"old\",\"text\":\"bread\"}"));
		try (ListNode same = node(List.of(new FirstLists(), new FirstDesk()), UnaryOperator.identity())) {
			same.engine().deliverer().wake(this.list);
			await().until(() -> waiting() == 0 && parked().size() == 1);
			assertThat(same.seen(this.list)).containsEntry("lines/a", "{\"text\":\"milk\"}")
				.doesNotContainKey("lines/b")
				.containsEntry("lines/ping", "{\"text\":\"p\"}");
		}
	}

	@Test
	void whatNoMigrationLeadsFromIsParkedForAnOperator() {
		order(old);
		try (ListNode third = node(List.of(new ThirdLists(), new FirstDesk()), UnaryOperator.identity())) {
			third.engine().deliverer().wake(this.list);
			await().until(() -> parked().size() == 5);
			assertThat(parked()).allSatisfy((one) -> assertThat(one.failure())
				.startsWith("schema_version_not_supported: It was made under schema version 1"));
		}
	}

	@Test
	void whatServerCodeHasMadeInATransactionIsMigratedByWhomeverPicksItUp() {
		ListNode dying = deferring(new FirstLists());
		postgres.transactions().executeWithoutResult((transaction) -> {
			dying.engine()
				.syncedStores()
				.mutate(this.list, FirstLists::swap, new FirstLists.Swap("a", "b"), Actor.user("alice"));
			dying.close();
		});
		postgres.sql()
			.sql("UPDATE synced_store.deferred_mutation SET created_at = created_at - interval '1 minute'")
			.update();
		try (ListNode third = deferring(new ThirdLists())) {
			third.engine().maintain();
			assertThat(deferred()).as("it is kept for whoever can migrate it").isEqualTo(1);
		}
		try (ListNode survivor = deferring(new SecondLists())) {
			survivor.engine().maintain();
			await().until(() -> deferred() == 0);
			assertThat(survivor.seen(this.list)).containsEntry("lines/a", "{\"text\":\"was b\",\"seen\":2}")
				.containsEntry("lines/b", "{\"text\":\"was a\",\"seen\":2}");
		}
	}

	@Test
	void whatNewerServerCodeHasMadeIsLeftToANewerNode() {
		ListNode dying = deferring(new SecondLists());
		postgres.transactions().executeWithoutResult((transaction) -> {
			dying.engine()
				.syncedStores()
				.mutate(this.list, SecondLists::add, new SecondLists.Put("a", "milk", 7), Actor.user("alice"));
			dying.close();
		});
		postgres.sql()
			.sql("UPDATE synced_store.deferred_mutation SET created_at = created_at - interval '1 minute'")
			.update();
		try (ListNode lower = deferring(new FirstLists())) {
			lower.engine().maintain();
			lower.push(this.list, "c1", first(1, "ping", "{\"id\":\"p\"}"));
			assertThat(deferred()).isEqualTo(1);
		}
		try (ListNode survivor = deferring(new SecondLists())) {
			survivor.engine().maintain();
			await().until(() -> deferred() == 0);
			assertThat(survivor.seen(this.list)).containsEntry("lines/a", "{\"text\":\"milk\",\"seen\":7}");
			survivor.push(this.list, "c2", second(1, "remove", "{\"id\":\"a\"}"));
		}
	}

	private static ListNode node(List<?> mutators, UnaryOperator<SyncEngineBuilder> more) {
		return new ListNode(postgres.log(), mutators, more);
	}

	private static ListNode deferring(Object lists) {
		return node(List.of(lists), (builder) -> builder.deferredMutations(postgres.deferredMutations()));
	}

	private void order(ListNode node) {
		push(node, this.desk, first(1, "order", "{\"list\":\"" + this.list.instanceId() + "\"}"));
	}

	private static void push(ListNode node, SpaceId desk, PushMutation mutation) {
		assertThat(node.push(desk, "d1", mutation).rejectedMutations()).isEmpty();
	}

	private long waiting() {
		return postgres.sql()
			.sql("SELECT count(*) FROM synced_store.delivery WHERE instance_id = ? AND parked_at IS NULL")
			.param(this.list.instanceId())
			.query(Long.class)
			.single();
	}

	private List<ParkedDelivery> parked() {
		return postgres.log()
			.deliveries()
			.list(0, 1_000)
			.stream()
			.filter((parked) -> parked.target().equals(this.list))
			.toList();
	}

	private long deferred() {
		return postgres.sql()
			.sql("SELECT count(*) FROM synced_store.deferred_mutation WHERE instance_id = ?")
			.param(this.list.instanceId())
			.query(Long.class)
			.single();
	}

	private long version() {
		return postgres.log().heads(List.of(this.list)).get(this.list).version();
	}

	private SpaceSchema schema() {
		return postgres.log().heads(List.of(this.list)).get(this.list).schema();
	}

}
