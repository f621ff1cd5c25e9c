package dev.syncedstore.server.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.AccessDecisions.Access;
import dev.syncedstore.server.access.AccessDecisions.Urgency;
import dev.syncedstore.server.poke.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AccessDecisionsTests {

	private static final SpaceId SPACE = new SpaceId("todo", "main");

	private static final SpaceId OTHER = new SpaceId("todo", "other");

	private final Set<String> members = ConcurrentHashMap.newKeySet();

	private final List<String> asked = new ArrayList<>();

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final ManualClock clock = new ManualClock();

	private final AccessDecisions decisions = new AccessDecisions((space, userId, operation) -> {
		this.asked.add(userId + " " + operation);
		if (userId.equals("broken")) {
			throw new IllegalStateException("The policy's database is away");
		}
		return this.members.contains(userId);
	}, Duration.ofSeconds(1), this.tasks::add, this.clock);

	@Test
	void aPermissionIsBelievedForTheRecheckTime() {
		this.members.add("alice");
		assertThat(mayOpen("alice")).isTrue();
		this.members.remove("alice");
		this.clock.advance(Duration.ofMillis(999));
		assertThat(mayOpen("alice")).isTrue();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(mayOpen("alice")).isFalse();
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void aDenialIsAskedForAgainSoThatWhoIsLetInIsInAtOnce() {
		assertThat(mayOpen("alice")).isFalse();
		this.members.add("alice");
		assertThat(mayOpen("alice")).isTrue();
	}

	@Test
	void operationsAndSpacesAreDecidedApart() {
		this.members.add("alice");
		mayOpen("alice");
		this.decisions.allows(SPACE, "alice", SpaceOperation.WRITE);
		this.decisions.allows(SPACE, "alice", SpaceOperation.WRITE);
		this.decisions.allows(OTHER, "alice", SpaceOperation.OPEN);
		assertThat(this.asked).containsExactly("alice OPEN", "alice WRITE", "alice OPEN");
	}

	@Test
	void aCommitOfTheSpaceMakesWhatWasDecidedBeforeWorthless() {
		this.members.add("alice");
		mayOpen("alice");
		this.members.remove("alice");
		this.decisions.committed(OTHER, "e", 1);
		assertThat(mayOpen("alice")).isTrue();
		this.decisions.committed(SPACE, "e", 1);
		assertThat(mayOpen("alice")).isFalse();
	}

	@Test
	void anAnswerThatACommitOvertakesIsNotKept() {
		List<Boolean> answers = new ArrayList<>();
		AccessDecisions[] overtaken = new AccessDecisions[1];
		overtaken[0] = new AccessDecisions((space, userId, operation) -> {
			if (answers.isEmpty()) {
				overtaken[0].committed(SPACE, "e", 5);
			}
			return answers.isEmpty();
		}, Duration.ofHours(1), Runnable::run, this.clock);
		answers.add(overtaken[0].allows(SPACE, "alice", SpaceOperation.OPEN));
		answers.add(overtaken[0].allows(SPACE, "alice", SpaceOperation.OPEN));
		assertThat(answers).containsExactly(true, false);
	}

	@Test
	void whatIsSentOfACommitNeedsADecisionThatBeganAfterIt() {
		this.members.add("alice");
		mayOpen("alice");
		assertThat(this.decisions.isKnownToAllowAfter(SPACE, "alice", "e", 5)).isFalse();
		List<Access> answers = new ArrayList<>();
		this.decisions.ask(SPACE, "alice", Urgency.NOW, answers::add);
		runAll();
		assertThat(answers).containsExactly(Access.ALLOWED);
		assertThat(this.decisions.isKnownToAllowAfter(SPACE, "alice", "e", 5)).isTrue();
		assertThat(this.decisions.isKnownToAllowAfter(SPACE, "alice", "e", 4)).isTrue();
		assertThat(this.decisions.isKnownToAllowAfter(SPACE, "alice", "e", 6)).isFalse();
		this.decisions.ask(SPACE, "alice", Urgency.NOW, answers::add);
		runAll();
		assertThat(this.decisions.isKnownToAllowAfter(SPACE, "alice", "restored", 6)).isFalse();
	}

	@Test
	void aChangeTakesEffectAtOnceForThoseWhomItConcerns() {
		this.members.addAll(Set.of("alice", "bob"));
		mayOpen("alice");
		mayOpen("bob");
		this.members.clear();
		this.decisions.changed(SPACE, "bob");
		assertThat(mayOpen("bob")).isFalse();
		assertThat(mayOpen("alice")).isTrue();
		this.decisions.changed(null, "alice");
		assertThat(mayOpen("alice")).isFalse();
		this.members.add("alice");
		mayOpen("alice");
		this.members.clear();
		this.decisions.changed(SPACE, null);
		assertThat(mayOpen("alice")).isFalse();
	}

	@Test
	void aPolicyThatFailsAllowsNothing() {
		assertThatIllegalStateException().isThrownBy(() -> mayOpen("broken"));
		List<Access> answers = new ArrayList<>();
		this.decisions.ask(SPACE, "broken", Urgency.NOW, answers::add);
		runAll();
		assertThat(answers).containsExactly(Access.UNKNOWN);
	}

	@Test
	void whatSomethingWaitsForIsAskedFirst() {
		this.decisions.ask(SPACE, "patient", Urgency.WHEN_IDLE, (access) -> {
		});
		this.decisions.ask(SPACE, "urgent", Urgency.NOW, (access) -> {
		});
		runAll();
		assertThat(this.asked).containsExactly("urgent OPEN", "patient OPEN");
	}

	@Test
	void withoutAThreadThereIsNoAnswer() {
		AccessDecisions refused = new AccessDecisions((space, userId, operation) -> true, Duration.ofSeconds(1),
				(task) -> {
					throw new RejectedExecutionException();
				}, this.clock);
		List<Access> answers = new ArrayList<>();
		refused.ask(SPACE, "alice", Urgency.NOW, answers::add);
		assertThat(answers).containsExactly(Access.UNKNOWN);
	}

	private boolean mayOpen(String userId) {
		return this.decisions.allows(SPACE, userId, SpaceOperation.OPEN);
	}

	private void runAll() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

}
