package dev.syncedstore.server.poke;

import java.time.Duration;
import java.util.List;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceHead;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What another node commits reaches subscribers in order, without gaps, and by one read.
 */
class CommitsElsewhereTests {

	private final HubFixture fixture = new HubFixture();

	@Test
	void whatIsHeardOfIsReadOnceForAllSubscribers() {
		List<RecordedReceiver> receivers = List.of(this.fixture.subscribe("alice", "a1"),
				this.fixture.subscribe("alice", "a2"), this.fixture.subscribe("bob", "b1"));
		elsewhere(1);
		elsewhere(2);
		this.fixture.serialisations.set(0);
		heard(2);
		assertThat(receivers).allSatisfy((receiver) -> {
			assertThat(receiver.versions()).containsExactly(0L, 2L);
			assertThat(receiver.last().minIncludedVersion()).isEqualTo(1);
			assertThat(receiver.last().patches()).hasSize(2);
		});
		assertThat(this.fixture.log.reads).hasValue(1);
		assertThat(this.fixture.serialisations).hasValue(1);
		assertThat(this.fixture.hub.deltasRead()).isOne();
	}

	@Test
	void whatIsKnownAlreadyIsNotRead() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		own(1);
		heard(1);
		heard(0);
		assertThat(alice.versions()).containsExactly(0L, 1L);
		assertThat(this.fixture.log.reads).hasValue(0);
	}

	@Test
	void spacesWithoutSubscribersAreNotRead() {
		elsewhere(1);
		heard(1);
		this.fixture.hub.review();
		this.fixture.settle();
		assertThat(this.fixture.log.reads).hasValue(0);
		assertThat(this.fixture.log.headQueries).hasValue(0);
	}

	@Test
	void ownCommitsThatFollowOthersWaitForThem() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		elsewhere(1);
		// Told before the news of the other node's.
		own(2);
		assertThat(alice.versions()).containsExactly(0L, 2L);
		assertThat(alice.last().minIncludedVersion()).isEqualTo(1);
		heard(1);
		own(3);
		assertThat(alice.versions()).containsExactly(0L, 2L, 3L);
		assertThat(this.fixture.log.reads).hasValue(1);
	}

	@Test
	void whatAReadHasBroughtAlreadyIsNotToldAgain() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		elsewhere(1);
		CommittedBatch own = batch(2);
		this.fixture.log.commit(own);
		// The read sees the own commit before its listeners are told.
		heard(1);
		assertThat(alice.versions()).containsExactly(0L, 2L);
		this.fixture.hub.committed(own);
		this.fixture.settle();
		assertThat(alice.versions()).containsExactly(0L, 2L);
	}

	@Test
	void whatAWriterFindsOutAndWhatIsHeardGoTogether() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		elsewhere(1);
		this.fixture.hub.heard(HubFixture.SPACE, "epoch", 1);
		this.fixture.dispatch.runAll();
		// The read is under way. Meanwhile a writer here finds version 1, and adds 2.
		this.fixture.hub.committed(batch(1));
		own(2);
		assertThat(alice.versions()).isIn(List.of(0L, 1L, 2L), List.of(0L, 2L));
	}

	@Test
	void thousandsOfNewsTakeFewReads() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		for (long version = 1; version <= 5_000; version++) {
			elsewhere(version);
			this.fixture.hub.heard(HubFixture.SPACE, "epoch", version);
		}
		this.fixture.settle();
		assertThat(alice.last().maxIncludedVersion()).isEqualTo(5_000);
		assertThat(this.fixture.log.reads.get()).isLessThanOrEqualTo(2);
	}

	@Test
	void tooMuchOrABrokenRowBecomesTheEmptyRange() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		// Nothing is known of what happened on the way there.
		this.fixture.commitElsewhere(70_000);
		heard(70_000);
		assertThat(alice.versions()).containsExactly(0L, -70_000L);
		own(70_001);
		assertThat(alice.versions()).containsExactly(0L, -70_000L, 70_001L);
	}

	@Test
	void anotherEpochBecomesTheEmptyRange() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		own(1);
		SpaceHead restored = new SpaceHead(7, "restored", 1, "r1", 0);
		this.fixture.log
			.commit(new CommittedBatch(HubFixture.SPACE, restored, 1, List.of(), java.util.Map.of(), List.of()));
		this.fixture.hub.heard(HubFixture.SPACE, "restored", 1);
		this.fixture.settle();
		assertThat(alice.last().epoch()).isEqualTo("restored");
		assertThat(alice.versions()).containsExactly(0L, 1L, -1L);
		assertThat(this.fixture.log.reads).hasValue(1);
	}

	@Test
	void newsOfWhatNeverHappenedIsReadOnce() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		own(1);
		heard(99);
		this.fixture.wait(Duration.ofSeconds(5));
		assertThat(alice.versions()).containsExactly(0L, 1L);
		assertThat(this.fixture.log.reads).hasValue(1);
	}

	@Test
	void newsThatComeBeforeTheFirstMessageAreNotLost() {
		RecordedReceiver alice = new RecordedReceiver();
		this.fixture.hub.subscribe(new PokeSubscription(HubFixture.SPACE, "alice", "a1", 1), alice);
		this.fixture.dispatch.runAll();
		this.fixture.database.runAll();
		// The answer of the database, version 0, is on its way.
		elsewhere(1);
		heard(1);
		assertThat(alice.versions()).containsExactly(0L, 1L);
	}

	@Test
	void aReviewFindsWhatNobodyWasToldOf() {
		own(1);
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		RecordedReceiver bob = new RecordedReceiver();
		SpaceId other = new SpaceId("todo", "other");
		this.fixture.hub.subscribe(new PokeSubscription(other, "bob", "b1", 1), bob);
		this.fixture.settle();
		this.fixture.log.headQueries.set(0);
		elsewhere(2);
		this.fixture.hub.review();
		this.fixture.settle();
		assertThat(alice.versions()).containsExactly(-1L, 2L);
		assertThat(bob.versions()).containsExactly(0L);
		assertThat(this.fixture.log.headQueries).hasValue(1);
		this.fixture.log.reads.set(0);
		this.fixture.hub.review();
		this.fixture.settle();
		assertThat(this.fixture.log.reads).as("nothing is new").hasValue(0);
	}

	@Test
	void aReviewThatBeganEarlierIsFollowedByAnother() {
		own(1);
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.log.headQueries.set(0);
		this.fixture.hub.review();
		this.fixture.hub.review();
		this.fixture.hub.review();
		elsewhere(2);
		this.fixture.settle();
		assertThat(this.fixture.log.headQueries).hasValue(2);
		assertThat(alice.versions()).containsExactly(-1L, 2L);
	}

	@Test
	void whileTheDatabaseIsAwayNothingIsLost() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		elsewhere(1);
		this.fixture.log.down = true;
		heard(1);
		this.fixture.hub.review();
		this.fixture.wait(Duration.ofSeconds(3));
		assertThat(alice.versions()).containsExactly(0L);
		assertThat(this.fixture.log.reads.get()).isLessThan(6);
		this.fixture.log.down = false;
		this.fixture.wait(Duration.ofSeconds(2));
		assertThat(alice.versions()).containsExactly(0L, 1L);
	}

	@Test
	void aReadThatNoThreadWasFreeForIsTriedAgain() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		elsewhere(1);
		this.fixture.database.refuses = true;
		heard(1);
		this.fixture.database.refuses = false;
		this.fixture.wait(Duration.ofSeconds(2));
		assertThat(alice.versions()).containsExactly(0L, 1L);
	}

	@Test
	void thoseWhoAreAheadOfTheOthersAreNotToldAgain() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		elsewhere(1);
		// Joins after the commit, and before anybody hears of it.
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		heard(1);
		assertThat(alice.versions()).containsExactly(0L, 1L);
		assertThat(bob.versions()).containsExactly(-1L);
	}

	private void elsewhere(long version) {
		this.fixture.log.commit(batch(version));
	}

	private void own(long version) {
		CommittedBatch batch = batch(version);
		this.fixture.log.commit(batch);
		this.fixture.hub.committed(batch);
		this.fixture.settle();
	}

	private void heard(long version) {
		this.fixture.hub.heard(HubFixture.SPACE, "epoch", version);
		this.fixture.settle();
	}

	private static CommittedBatch batch(long version) {
		return HubFixture.batch(version, List.of(), HubFixture.set("todos/t" + (version % 100), "" + version));
	}

}
