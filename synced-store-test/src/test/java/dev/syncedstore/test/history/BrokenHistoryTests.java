package dev.syncedstore.test.history;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.test.log.InMemoryVersionLog.Backup;
import dev.syncedstore.test.tally.Tally;
import dev.syncedstore.test.transport.InProcessTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the server has lost: in the end all clients have what it has, and what they
 * still had pending is in it, once.
 */
class BrokenHistoryTests {

	private static final Duration A_WHILE = Duration.ofMinutes(2);

	private final ClientsAndServer all = new ClientsAndServer();

	private final SyncedStore alice = this.all.client("alice");

	private final SyncedStore bob = this.all.client("bob");

	@BeforeEach
	void start() {
		this.all.pass(Duration.ofSeconds(1));
		add(this.alice, 1);
		add(this.bob, 2);
		this.all.pass(Duration.ofSeconds(1));
	}

	@Test
	void aRestoredBackupUnderARunningNodeIsWhatEverybodyEndsWith() {
		Backup backup = this.all.log.backup();
		String epoch = this.all.epoch();
		CompletableFuture<?> lost = add(this.alice, 10);
		this.all.pass(Duration.ofSeconds(1));
		assertThat(lost).isCompleted();
		this.all.log.restore(backup);
		this.all.pass(A_WHILE);
		assertThat(this.all.epoch()).isNotEqualTo(epoch);
		assertEverybodyHas(3);
		add(this.alice, 100);
		add(this.bob, 1_000);
		this.all.pass(A_WHILE);
		assertEverybodyHas(1_103);
	}

	@Test
	void whatIsPendingIsAppliedOnceThoughTheServerKnowsLessOfItsClient() {
		Backup backup = this.all.log.backup();
		add(this.alice, 10);
		this.all.pass(Duration.ofSeconds(1));
		String id = this.alice.clientId();
		network("alice").online(false);
		CompletableFuture<?> first = add(this.alice, 100);
		CompletableFuture<?> second = add(this.alice, 1_000);
		this.all.log.restore(backup);
		network("alice").online(true);
		this.all.pass(A_WHILE);
		assertThat(first).isCompleted();
		assertThat(second).isCompleted();
		assertThat(this.alice.clientId()).as("there is a gap that it can't fill").isNotEqualTo(id);
		assertEverybodyHas(1_103);
	}

	@Test
	void aClientThatTheServerDoesNotKnowAnyMoreTakesANewId() {
		Backup backup = this.all.log.backup();
		SyncedStore carol = this.all.client("carol");
		this.all.pass(Duration.ofSeconds(1));
		add(carol, 10);
		this.all.pass(Duration.ofSeconds(1));
		network("carol").online(false);
		CompletableFuture<?> pending = add(carol, 100);
		this.all.log.restore(backup);
		network("carol").online(true);
		this.all.pass(A_WHILE);
		assertThat(pending).isCompleted();
		assertEverybodyHas(103);
		assertThat(total(carol)).isEqualTo(103);
	}

	@Test
	void aServerThatRemembersNothingNeverJoinsTwoHistories() {
		Backup backup = this.all.log.backup();
		add(this.alice, 10);
		this.all.pass(Duration.ofSeconds(1));
		network("alice").online(false);
		this.all.log.restore(backup);
		this.all.restart();
		network("alice").online(false);
		// Exactly as many commits as were lost, then one more.
		add(this.bob, 100);
		this.all.pass(A_WHILE);
		add(this.bob, 1_000);
		this.all.pass(A_WHILE);
		CompletableFuture<?> pending = add(this.alice, 10_000);
		network("alice").online(true);
		this.all.pass(A_WHILE);
		assertThat(pending).isCompleted();
		assertEverybodyHas(11_103);
	}

	@Test
	void aStandbyThatLacksTheLastCommitsMayHaveGoneOnAlready() {
		Backup standby = this.all.log.backup();
		add(this.alice, 10);
		this.all.pass(Duration.ofSeconds(1));
		this.all.log.restore(standby);
		// Another node, which has seen none of what was lost, commits the same version.
		ClientsAndServer.commitElsewhere(this.all, 100);
		ClientsAndServer.commitElsewhere(this.all, 1_000);
		this.all.pass(A_WHILE);
		add(this.alice, 10_000);
		this.all.pass(A_WHILE);
		assertEverybodyHas(11_103);
	}

	@Test
	void anEmptyDatabaseIsStartedAnew() {
		Backup nothing = new ClientsAndServer().log.backup();
		network("bob").online(false);
		CompletableFuture<?> pending = add(this.bob, 10);
		this.all.log.restore(nothing);
		network("bob").online(true);
		this.all.pass(A_WHILE);
		assertThat(pending).isCompleted();
		assertEverybodyHas(10);
	}

	private void assertEverybodyHas(long total) {
		assertThat(this.all.total()).isEqualTo(total);
		assertThat(total(this.alice)).isEqualTo(total);
		assertThat(total(this.bob)).isEqualTo(total);
	}

	private InProcessTransport network(String userId) {
		return this.all.transports.get(userId);
	}

	private static CompletableFuture<?> add(SyncedStore store, long amount) {
		return store.mutate(Tally::add, new Tally.Add(amount)).confirmed();
	}

	private static long total(SyncedStore store) {
		return store.query(Tally::total);
	}

}
