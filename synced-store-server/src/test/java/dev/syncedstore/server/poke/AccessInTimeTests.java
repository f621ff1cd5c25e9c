package dev.syncedstore.server.poke;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.state.Patch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a commit has written goes to nobody on a decision that is older, and nobody waits
 * for a decision about somebody else.
 */
class AccessInTimeTests {

	private static final Patch SECRET = HubFixture.set("todos/secret", "\"for members\"");

	private final Set<String> members = ConcurrentHashMap.newKeySet();

	private final AtomicInteger asked = new AtomicInteger();

	private final HubFixture fixture = new HubFixture((space, userId, operation) -> {
		this.asked.incrementAndGet();
		return this.members.contains(userId);
	});

	@BeforeEach
	void letIn() {
		this.members.addAll(List.of("alice", "bob"));
		// The space exists, so that everybody's client is known from the beginning.
		this.fixture.commit(1);
	}

	@Test
	void nobodyWaitsForADecisionAboutSomebodyElse() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.fixture.commit(2, SECRET);
		this.fixture.dispatch.runAll();
		assertThat(this.fixture.policy.runNext()).isTrue();
		this.fixture.dispatch.runAll();
		assertThat(alice.versions()).containsExactly(-1L, 2L);
		assertThat(bob.versions()).containsExactly(-1L);
		// Bob's answer takes its time.
		this.fixture.commit(3, SECRET);
		this.fixture.dispatch.runAll();
		this.members.remove("bob");
		this.fixture.settle();
		assertThat(alice.versions()).containsExactly(-1L, 2L, 3L);
		assertThat(bob.allText()).doesNotContain("for members");
		assertThat(bob.end).isEqualTo(ProblemCode.ACCESS_DENIED);
	}

	@Test
	void anAnswerThatIsOlderThanACommitLetsNothingOfItThrough() {
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.fixture.commit(2);
		this.fixture.dispatch.runAll();
		// The policy says yes, and then comes the commit that removes bob.
		this.fixture.policy.runAll();
		this.members.remove("bob");
		this.fixture.commit(3, SECRET);
		this.fixture.settle();
		assertThat(bob.versions()).containsExactly(-1L, 2L);
		assertThat(bob.end).isEqualTo(ProblemCode.ACCESS_DENIED);
	}

	@Test
	void anAnswerThatArrivesAfterTheCommitLetsNothingOfItThroughEither() {
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.fixture.commit(2);
		this.fixture.dispatch.runAll();
		this.fixture.commit(3, SECRET);
		this.fixture.policy.runAll();
		this.members.remove("bob");
		this.fixture.settle();
		assertThat(bob.versions()).containsExactly(-1L, 2L);
		assertThat(bob.end).isEqualTo(ProblemCode.ACCESS_DENIED);
	}

	@Test
	void aUserIsAskedAboutOnceATurnHoweverManySubscriptions() {
		List<RecordedReceiver> receivers = List.of(this.fixture.subscribe("alice", "a1"),
				this.fixture.subscribe("alice", "a2"), this.fixture.subscribe("alice", "a3"));
		this.asked.set(0);
		this.fixture.commit(2, SECRET);
		this.fixture.commit(3, SECRET);
		this.fixture.settle();
		assertThat(receivers).allSatisfy((receiver) -> assertThat(receiver.versions()).containsExactly(-1L, 3L));
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void whatWaitsForADecisionIsBoundedAndBecomesTheEmptyRange() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.commit(2);
		this.fixture.dispatch.runAll();
		for (int version = 3; version <= 200; version++) {
			this.fixture.commit(version, SECRET);
			this.fixture.dispatch.runAll();
		}
		this.fixture.settle();
		assertThat(alice.versions()).hasSizeLessThan(70);
		assertThat(alice.versions().get(alice.versions().size() - 1)).isEqualTo(200);
		assertThat(alice.versions()).filteredOn((version) -> version < -1).isNotEmpty();
	}

	@Test
	void aChangeOfAccessIsActedUponWithoutWaitingForTime() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.members.remove("bob");
		this.fixture.hub.accessChanged(HubFixture.SPACE, "bob");
		this.fixture.settle();
		assertThat(bob.end).isEqualTo(ProblemCode.ACCESS_DENIED);
		assertThat(alice.end).isNull();
		this.members.remove("alice");
		this.fixture.hub.accessChanged(null, null);
		this.fixture.settle();
		assertThat(alice.end).isEqualTo(ProblemCode.ACCESS_DENIED);
	}

	@Test
	void anAnswerThatIsOlderThanAChangeOfAccessCountsNoMore() {
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.fixture.commit(2, SECRET);
		this.fixture.dispatch.runAll();
		this.fixture.policy.runAll();
		this.members.remove("bob");
		this.fixture.hub.accessChanged(HubFixture.SPACE, "bob");
		this.fixture.settle();
		assertThat(bob.allText()).doesNotContain("for members");
		assertThat(bob.end).isEqualTo(ProblemCode.ACCESS_DENIED);
	}

	@Test
	void whoeverJoinsAgainAfterARemovalIsAskedAboutAgain() {
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.members.remove("bob");
		this.fixture.hub.accessChanged(HubFixture.SPACE, "bob");
		this.fixture.settle();
		assertThat(this.fixture.subscribe("bob", "b1").end).isEqualTo(ProblemCode.ACCESS_DENIED);
		this.members.add("bob");
		assertThat(this.fixture.subscribe("bob", "b1").versions()).containsExactly(-1L);
		assertThat(bob.versions()).containsExactly(-1L);
	}

	@Test
	void whatIsCommittedElsewhereWaitsForADecisionToo() {
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.members.remove("bob");
		this.fixture.log.commit(HubFixture.batch(2, List.of(), SECRET));
		this.fixture.hub.heard(HubFixture.SPACE, "epoch", 2);
		this.fixture.settle();
		assertThat(bob.versions()).containsExactly(-1L);
		assertThat(bob.end).isEqualTo(ProblemCode.ACCESS_DENIED);
	}

	@Test
	void nothingIsHeldUpWhereEverybodyMayDoEverything() {
		HubFixture open = new HubFixture();
		RecordedReceiver alice = open.subscribe("alice", "a1");
		open.commit(1, SECRET);
		open.dispatch.runAll();
		assertThat(alice.versions()).containsExactly(0L, 1L);
		assertThat(open.policy.runAll()).isFalse();
	}

}
