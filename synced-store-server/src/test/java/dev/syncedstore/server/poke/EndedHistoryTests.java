package dev.syncedstore.server.poke;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.SpaceHead;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What subscribers are told when a space is deleted, or begins another history.
 */
class EndedHistoryTests {

	private static final SpaceHead DELETED = new SpaceHead(7, "epoch", 3, "c3", 3, true);

	private final HubFixture fixture = new HubFixture();

	@Test
	void openSubscriptionsEndWhenTheirSpaceIsDeleted() {
		this.fixture.commitElsewhere(2);
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.fixture.hub.committed(batch(DELETED, 3));
		this.fixture.settle();
		assertThat(alice.end).isEqualTo(ProblemCode.SPACE_DELETED);
		assertThat(bob.end).isEqualTo(ProblemCode.SPACE_DELETED);
		assertThat(this.fixture.hub.subscriptions()).isZero();
	}

	@Test
	void whatWasCommittedJustBeforeTheDeletionIsNotSentAnyMore() {
		this.fixture.commitElsewhere(1);
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.commit(2, HubFixture.set("todos/a", "\"words\""));
		this.fixture.hub.committed(batch(DELETED, 3));
		this.fixture.settle();
		assertThat(alice.allText()).doesNotContain("words");
		assertThat(alice.end).isEqualTo(ProblemCode.SPACE_DELETED);
	}

	@Test
	void aSubscriptionOfADeletedSpaceIsRefused() {
		this.fixture.log.at(HubFixture.SPACE, DELETED);
		assertThat(this.fixture.subscribe("alice", "a1").end).isEqualTo(ProblemCode.SPACE_DELETED);
	}

	@Test
	void whoMissesTheDeletionFindsOutWhenNothingHappens() {
		this.fixture.commitElsewhere(2);
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.log.at(HubFixture.SPACE, DELETED);
		this.fixture.wait(Duration.ofSeconds(16));
		assertThat(alice.end).isEqualTo(ProblemCode.SPACE_DELETED);
	}

	@Test
	void aNewEpochIsToldAlsoWhereItsVersionIsLower() {
		this.fixture.commitElsewhere(8);
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		SpaceHead restored = new SpaceHead(7, "another", 5, "c5", 0);
		this.fixture.log.at(HubFixture.SPACE, restored);
		this.fixture.hub.committed(batch(restored, 6));
		this.fixture.settle();
		Delta told = alice.last();
		assertThat(told.epoch()).isEqualTo("another");
		assertThat(told.maxIncludedVersion()).isEqualTo(5);
		assertThat(told.minIncludedVersion()).isEqualTo(6);
		assertThat(told.patches()).isEmpty();
	}

	@Test
	void aLowerVersionThatIsReadIsToldAfterAWhile() {
		this.fixture.commitElsewhere(8);
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.commitElsewhere(5);
		this.fixture.wait(Duration.ofSeconds(16));
		assertThat(alice.last().maxIncludedVersion()).isEqualTo(5);
	}

	private static CommittedBatch batch(SpaceHead head, long minVersion) {
		return new CommittedBatch(HubFixture.SPACE, head, minVersion, List.of(), Map.of(), List.of());
	}

}
