package dev.syncedstore.test.deployment;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.client.StoreListener;
import dev.syncedstore.client.storage.MemoryStorage;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestMutation;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.test.assertj.SyncedStoreAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application is deployed while clients of both versions are at work.
 */
class DeploymentTests {

	private final Map<String, MemoryStorage> storages = new HashMap<>();

	private final Map<String, Integer> updatesNeeded = new HashMap<>();

	private final TestWorld world = TestWorld.builder().mutators(FirstNotes.class).stores((client, store) -> {
		store.storage(this.storages.computeIfAbsent(client, (name) -> new MemoryStorage()));
		store.listener(new StoreListener() {

			@Override
			public void updateNeeded(String detail) {
				DeploymentTests.this.updatesNeeded.merge(client, 1, Integer::sum);
			}

		});
	}).start();

	@AfterEach
	void end() {
		this.world.close();
	}

	@Test
	void clientsOfBothVersionsLoseNothing() {
		TestClient alice = this.world.client("alice");
		TestClient bob = this.world.client("bob");
		alice.mutate(FirstNotes::write, new FirstNotes.Write("a", "before"));
		this.world.settle();
		bob.network().cut();
		TestMutation pending = bob.mutate(FirstNotes::write, new FirstNotes.Write("b", "offline"));
		bob.mutate(FirstNotes::copy, new FirstNotes.Copy("b", "c"));

		this.world.server().deploy(SecondNotes.class);
		this.world.pass(Duration.ofMinutes(1));
		assertThat(this.updatesNeeded).containsKey("alice");
		String kept = alice.query((ctx) -> ctx.table(FirstNotes.NOTES).get("a").orElseThrow().text());
		assertThat(kept).as("nothing is cleared").isEqualTo("before");

		bob.update(SecondNotes.class);
		List<SecondNotes.Note> shown = bob.query((ctx) -> List.of(ctx.table(SecondNotes.NOTES).get("b").orElseThrow(),
				ctx.table(SecondNotes.NOTES).get("c").orElseThrow()));
		assertThat(shown).as("shown as the new version has it")
			.containsExactly(new SecondNotes.Note("offline", 7), new SecondNotes.Note("a copy", 6));
		bob.network().mend();
		alice.update(SecondNotes.class);
		this.world.settle();
		assertThat(pending.isRejected()).isFalse();
		assertThat(this.world).hasConverged();
		assertThat(alice).table(SecondNotes.NOTES)
			.containsOnlyKeys("a", "b", "c")
			.containsEntry("a", new SecondNotes.Note("before", 6))
			.containsEntry("b", new SecondNotes.Note("offline", 7));
		assertThat(this.world.server()).isAtVersion(4);
	}

	// tag::deploy[]
	@Test
	void whatAnOlderClientStillPushesIsProcessedAndShownAfterItsUpdate() {
		TestClient alice = this.world.client("alice");
		alice.mutate(FirstNotes::write, new FirstNotes.Write("a", "before"));
		this.world.settle();
		this.world.server().deploy(SecondNotes.class);
		alice.mutate(FirstNotes::write, new FirstNotes.Write("b", "by the old client"));
		this.world.pass(Duration.ofMinutes(1));
		List<String> kept = alice
			.query((ctx) -> ctx.table(FirstNotes.NOTES).scan().stream().map((e) -> e.key()).toList());
		assertThat(kept).containsExactly("a", "b");
		alice.update(SecondNotes.class);
		this.world.settle();
		assertThat(this.world).hasConverged();
		assertThat(alice).hasNoPending().table(SecondNotes.NOTES).containsOnlyKeys("a", "b");
	}
	// end::deploy[]

	@Test
	void whatNoMigrationLeadsFromWaitsUntilOneDoes() {
		TestClient alice = this.world.client("alice");
		alice.mutate(FirstNotes::write, new FirstNotes.Write("a", "before"));
		this.world.settle();
		alice.network().cut();
		TestMutation pending = alice.mutate(FirstNotes::write, new FirstNotes.Write("b", "offline"));
		this.world.server().deploy(ThirdNotes.class);
		alice.network().mend();
		this.world.pass(Duration.ofMinutes(1));
		assertThat(this.updatesNeeded).containsKey("alice");
		assertThat(pending.isPending()).isTrue();

		alice.update(ThirdNotes.class);
		this.world.pass(Duration.ofMinutes(1));
		assertThat(alice.store().pendingCount()).isEqualTo(1);
		String kept = alice.query((ctx) -> ctx.table(FirstNotes.NOTES).get("a").orElseThrow().text());
		assertThat(kept).as("nothing is cleared").isEqualTo("before");

		this.world.server().deploy(CompleteNotes.class);
		alice.update(CompleteNotes.class);
		this.world.settle();
		assertThat(this.world).hasConverged();
		assertThat(alice).hasNoPending()
			.table(SecondNotes.NOTES)
			.containsEntry("a", new SecondNotes.Note("before", 6))
			.containsEntry("b", new SecondNotes.Note("offline", 7));
	}

	@Test
	void aDeploymentThatIsUndoneAndDoneAgainLosesNothing() {
		TestClient alice = this.world.client("alice");
		TestClient bob = this.world.client("bob");
		alice.mutate(FirstNotes::write, new FirstNotes.Write("a", "before"));
		this.world.settle();
		this.world.server().deploy(SecondNotes.class);
		bob.update(SecondNotes.class);
		this.world.waitUntil("bob is up to date", bob::isUpToDate);
		bob.mutate(SecondNotes::put, new SecondNotes.Put("b", "new", 3));
		this.world.waitUntil("it is confirmed", bob::isUpToDate);

		this.world.server().deploy(FirstNotes.class);
		TestMutation old = alice.mutate(FirstNotes::write, new FirstNotes.Write("c", "by the old client"));
		TestMutation made = bob.mutate(SecondNotes::put, new SecondNotes.Put("d", "by the new client", 17));
		this.world.pass(Duration.ofMinutes(1));
		assertThat(old.isPending()).as("the old node puts it off").isTrue();
		assertThat(made.isPending()).as("the old node does not know it").isTrue();

		this.world.server().deploy(SecondNotes.class);
		alice.update(SecondNotes.class);
		this.world.settle();
		assertThat(this.world).hasConverged();
		assertThat(bob).table(SecondNotes.NOTES)
			.containsOnlyKeys("a", "b", "c", "d")
			.containsEntry("c", new SecondNotes.Note("by the old client", 17));
	}

}
