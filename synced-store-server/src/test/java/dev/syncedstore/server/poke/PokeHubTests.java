package dev.syncedstore.server.poke;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.server.log.CommittedBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PokeHubTests {

	private static final Patch MILK = HubFixture.set("todos/milk", "{\"text\":\"Milk\"}");

	private final HubFixture fixture = new HubFixture();

	@Test
	void theFirstMessageIsTheEmptyRangeAtTheVersionOfTheDatabase() {
		this.fixture.commitElsewhere(41);
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		assertThat(alice.deltas()).containsExactly(Delta.emptyRange("epoch", "c41", 41));
	}

	@Test
	void aSpaceThatDoesNotExistIsAtVersionZero() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		assertThat(alice.deltas()).containsExactly(Delta.emptyRange("epoch", null, 0));
	}

	@Test
	void aCommitBringsItsDelta() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.commit(1, MILK, new Patch("todos/eggs", null));
		this.fixture.settle();
		Delta delta = alice.last();
		assertThat(delta.patches()).containsExactly(MILK, new Patch("todos/eggs", null));
		assertThat(delta.lastMutationIds()).containsEntry("writer", 1L);
		assertThat(List.of(delta.minIncludedVersion(), delta.maxIncludedVersion())).containsExactly(1L, 1L);
		assertThat(delta.checkpoint()).isEqualTo("c1");
	}

	@Test
	void nothingIsMissedBetweenSubscriptionAndFirstMessage() {
		RecordedReceiver alice = new RecordedReceiver();
		this.fixture.commitElsewhere(1);
		this.fixture.hub.subscribe(new PokeSubscription(HubFixture.SPACE, "alice", "a1", 1), alice);
		this.fixture.dispatch.runAll();
		this.fixture.database.runAll();
		// The answer of the database, version 1, is on its way.
		this.fixture.commit(2, MILK);
		this.fixture.settle();
		this.fixture.commit(3, MILK);
		this.fixture.settle();
		assertThat(alice.versions()).isIn(List.of(-2L, 3L), List.of(-1L, 2L, 3L));
	}

	@Test
	void whatTheFirstMessageCoversIsNotSentAgain() {
		RecordedReceiver alice = new RecordedReceiver();
		this.fixture.hub.subscribe(new PokeSubscription(HubFixture.SPACE, "alice", "a1", 1), alice);
		this.fixture.dispatch.runAll();
		this.fixture.log.at(HubFixture.SPACE, 1);
		this.fixture.database.runAll();
		this.fixture.dispatch.runAll();
		// Told only now, although the database knew it already.
		this.fixture.commit(1, MILK);
		this.fixture.settle();
		assertThat(alice.versions()).containsExactly(-1L);
	}

	@Test
	void receiversWithoutPrivateNewsShareOneText() {
		List<RecordedReceiver> receivers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			receivers.add(this.fixture.subscribe("user" + i, "client" + i));
		}
		this.fixture.serialisations.set(0);
		this.fixture.commit(1, MILK, HubFixture.set("$$pu/user7/notes/mine", "{\"text\":\"secret\"}"));
		this.fixture.settle();
		String shared = receivers.get(0).pokes.get(1).json();
		for (int i = 0; i < 50; i++) {
			if (i != 7) {
				assertThat(receivers.get(i).pokes.get(1).json()).isSameAs(shared);
			}
		}
		assertThat(receivers.get(7).last().patches()).hasSize(2);
		assertThat(this.fixture.serialisations).hasValue(2);
		assertThat(this.fixture.delivered).hasValue(100);
	}

	@Test
	void privateAndServerOnlyValuesReachNobodyElse() {
		List<String> users = List.of("al", "alice", "Alice", "a_ice", "%");
		List<RecordedReceiver> receivers = users.stream()
			.map((user) -> this.fixture.subscribe(user, "c-" + user))
			.toList();
		List<Patch> patches = new ArrayList<>(List.of(MILK, HubFixture.set("$$so/audit/1", "\"server-secret\"")));
		users.forEach(
				(user) -> patches.add(HubFixture.set("$$pu/" + user + "/notes/mine", "\"secret of <" + user + ">\"")));
		this.fixture.commit(1, patches.toArray(Patch[]::new));
		this.fixture.settle();
		for (int i = 0; i < users.size(); i++) {
			String text = receivers.get(i).allText();
			assertThat(text).contains("secret of <" + users.get(i) + ">").doesNotContain("server-secret", "$$so");
			for (String other : users) {
				if (!other.equals(users.get(i))) {
					assertThat(text).doesNotContain("<" + other + ">", "$$pu/" + other + "/");
				}
			}
		}
	}

	@Test
	void sharedAndPrivatePatchesOfACommitComeTogether() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.commit(1, MILK, HubFixture.set("$$pu/alice/notes/mine", "1"));
		this.fixture.commit(2, HubFixture.set("$$pu/alice/notes/mine", "2"));
		this.fixture.settle();
		assertThat(alice.last().patches()).containsExactly(HubFixture.set("$$pu/alice/notes/mine", "2"), MILK);
	}

	@Test
	void rejectionsReachTheirClientAlone() {
		this.fixture.commitElsewhere(1);
		RecordedReceiver first = this.fixture.subscribe("alice", "a1");
		RecordedReceiver second = this.fixture.subscribe("alice", "a2");
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		RejectedMutation rejection = new RejectedMutation("a1", 4, "list_locked", "private words");
		this.fixture.commit(HubFixture.batch(2, List.of(rejection)));
		this.fixture.settle();
		assertThat(first.last().rejectedMutations()).containsExactly(rejection);
		assertThat(second.last().rejectedMutations()).isEmpty();
		assertThat(second.allText() + bob.allText()).doesNotContain("private words");
	}

	@Test
	void whoeverSubscribedWithAClientIdBeforeItsOwnerUsedItGetsNoneOfItsRejections() {
		// The space does not exist, so that nobody can own the client yet.
		RecordedReceiver thief = this.fixture.subscribe("mallory", "a1");
		this.fixture.log.owner(HubFixture.SPACE, "a1", "alice");
		this.fixture.commit(HubFixture.batch(1, List.of(new RejectedMutation("a1", 1, "rejected", "private words"))));
		this.fixture.settle();
		assertThat(thief.allText()).doesNotContain("private words");
		assertThat(thief.end).isEqualTo(ProblemCode.CLIENT_OF_ANOTHER_USER);
	}

	@Test
	void theOwnerOfTheFirstClientOfASpaceHearsOfItsRejections() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.log.owner(HubFixture.SPACE, "a1", "alice");
		RejectedMutation rejection = new RejectedMutation("a1", 1, "rejected", "words");
		this.fixture.commit(HubFixture.batch(1, List.of(rejection)));
		this.fixture.settle();
		// An empty range: a pull brings what can't be told before the owner is known.
		assertThat(alice.versions()).containsExactly(0L, -1L);
		this.fixture.commit(HubFixture.batch(2, List.of(rejection)));
		this.fixture.settle();
		assertThat(alice.last().rejectedMutations()).containsExactly(rejection);
	}

	@Test
	void aDeltaThatIsTooLargeIsReplacedByTheEmptyRange() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		RecordedReceiver bob = this.fixture.subscribe("bob", "b1");
		this.fixture.commit(1, MILK, HubFixture.set("$$pu/alice/big/1", "\"" + "x".repeat(256 * 1024) + "\""));
		this.fixture.settle();
		assertThat(alice.last()).isEqualTo(Delta.emptyRange("epoch", "c1", 1));
		assertThat(bob.last().patches()).containsExactly(MILK);
		this.fixture.commit(2, HubFixture.set("todos/umlauts", "\"" + "ü".repeat(140 * 1024) + "\""));
		this.fixture.settle();
		assertThat(bob.last().isEmptyRange()).isTrue();
	}

	@Test
	void commitsThatWaitAreMergedIntoOneMessage() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		for (int version = 1; version <= 10; version++) {
			this.fixture.commit(version, HubFixture.set("todos/counter", String.valueOf(version)));
		}
		this.fixture.settle();
		assertThat(alice.pokes).hasSize(2);
		Delta delta = alice.last();
		assertThat(delta.patches()).containsExactly(HubFixture.set("todos/counter", "10"));
		assertThat(List.of(delta.minIncludedVersion(), delta.maxIncludedVersion())).containsExactly(1L, 10L);
	}

	@Test
	void moreCommitsThanCanWaitAreReplacedByTheEmptyRange() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		for (int version = 1; version <= 100; version++) {
			this.fixture.commit(version, HubFixture.set("todos/big" + version, "\"" + "x".repeat(100_000) + "\""));
		}
		this.fixture.settle();
		List<Long> versions = alice.versions();
		long skippedTo = -versions.get(1);
		assertThat(skippedTo).isBetween(2L, 99L);
		assertThat(versions.subList(2, versions.size()))
			.containsExactlyElementsOf(LongStream.rangeClosed(skippedTo + 1, 100).boxed().toList());
	}

	@Test
	void anUnknownStoreTypeIsRefused() {
		RecordedReceiver receiver = new RecordedReceiver();
		this.fixture.hub.subscribe(new PokeSubscription(new SpaceId("nothing", "x"), "alice", "a1", 1), receiver);
		assertThat(receiver.end).isEqualTo(ProblemCode.UNKNOWN_STORE_TYPE);
	}

	@Test
	void anotherSchemaVersionIsRefused() {
		RecordedReceiver receiver = new RecordedReceiver();
		this.fixture.hub.subscribe(new PokeSubscription(HubFixture.SPACE, "alice", "a1", 2), receiver);
		assertThat(receiver.end).isEqualTo(ProblemCode.SCHEMA_VERSION_NOT_SUPPORTED);
	}

	@Test
	void aClientOfAnotherUserIsRefused() {
		this.fixture.commitElsewhere(3);
		this.fixture.log.owner(HubFixture.SPACE, "a1", "alice");
		RecordedReceiver bob = this.fixture.subscribe("bob", "a1");
		assertThat(bob.end).isEqualTo(ProblemCode.CLIENT_OF_ANOTHER_USER);
		assertThat(bob.pokes).isEmpty();
		assertThat(this.fixture.hub.subscriptions()).isZero();
	}

	@Test
	void whoeverLosesAccessGetsNothingOfTheCommitThatTookItAway() {
		Set<String> members = ConcurrentHashMap.newKeySet();
		members.addAll(Set.of("alice", "bob"));
		HubFixture guarded = new HubFixture((space, userId, operation) -> members.contains(userId));
		RecordedReceiver alice = guarded.subscribe("alice", "a1");
		RecordedReceiver bob = guarded.subscribe("bob", "b1");
		RecordedReceiver carol = guarded.subscribe("carol", "c1");
		assertThat(carol.end).isEqualTo(ProblemCode.ACCESS_DENIED);
		guarded.commit(1, MILK);
		guarded.settle();
		members.remove("bob");
		guarded.commit(2, HubFixture.set("todos/secret", "\"for members\""));
		guarded.settle();
		assertThat(bob.end).isEqualTo(ProblemCode.ACCESS_DENIED);
		assertThat(bob.versions()).containsExactly(0L, 1L);
		assertThat(alice.versions()).containsExactly(0L, 1L, 2L);
	}

	@Test
	void whoeverLosesAccessWithoutACommitIsToldWithinTwoSeconds() {
		Set<String> members = ConcurrentHashMap.newKeySet();
		members.add("bob");
		HubFixture guarded = new HubFixture((space, userId, operation) -> members.contains(userId));
		RecordedReceiver bob = guarded.subscribe("bob", "b1");
		members.remove("bob");
		guarded.wait(Duration.ofSeconds(2));
		assertThat(bob.end).isEqualTo(ProblemCode.ACCESS_DENIED);
	}

	@Test
	void whileThePolicyFailsNothingIsSentAndThenTheNewestPosition() {
		Set<String> failing = ConcurrentHashMap.newKeySet();
		HubFixture guarded = new HubFixture((space, userId, operation) -> {
			if (failing.contains(userId)) {
				throw new IllegalStateException("The policy's database is away");
			}
			return true;
		});
		RecordedReceiver bob = guarded.subscribe("bob", "b1");
		failing.add("bob");
		guarded.commit(1, MILK);
		guarded.settle();
		guarded.commit(2, MILK);
		guarded.wait(Duration.ofSeconds(3));
		assertThat(bob.versions()).containsExactly(0L);
		failing.clear();
		guarded.wait(Duration.ofSeconds(2));
		guarded.commit(3, MILK);
		guarded.settle();
		assertThat(bob.versions()).containsExactly(0L, -2L, 3L);
	}

	@Test
	void anIdleSubscriptionIsToldThePositionOfTheDatabaseEveryFifteenSeconds() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.commitElsewhere(5);
		this.fixture.wait(Duration.ofSeconds(14));
		assertThat(alice.versions()).containsExactly(0L);
		this.fixture.wait(Duration.ofSeconds(2));
		assertThat(alice.versions()).containsExactly(0L, -5L);
		this.fixture.wait(Duration.ofSeconds(60));
		assertThat(alice.versions()).containsExactly(0L, -5L, -5L, -5L, -5L, -5L);
	}

	@Test
	void oneQueryServesAllIdleSpaces() {
		for (int i = 0; i < 100; i++) {
			this.fixture.hub.subscribe(new PokeSubscription(new SpaceId("todo", "list" + i), "alice", "a1", 1),
					new RecordedReceiver());
		}
		this.fixture.settle();
		this.fixture.log.headQueries.set(0);
		this.fixture.wait(Duration.ofSeconds(16));
		assertThat(this.fixture.log.headQueries).hasValueLessThanOrEqualTo(2).hasPositiveValue();
	}

	@Test
	void aSubscriptionMadeWhileTheDatabaseIsAwayTakesEffectLater() {
		this.fixture.log.down = true;
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.wait(Duration.ofSeconds(3));
		assertThat(alice.pokes).isEmpty();
		this.fixture.log.down = false;
		this.fixture.commitElsewhere(9);
		this.fixture.wait(Duration.ofSeconds(2));
		assertThat(alice.versions()).containsExactly(-9L);
	}

	@Test
	void aSubscriptionThatNoThreadWasFreeForTakesEffectLater() {
		this.fixture.database.refuses = true;
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.dispatch.refuses = true;
		this.fixture.commit(1, MILK);
		this.fixture.wait(Duration.ofSeconds(2));
		this.fixture.database.refuses = false;
		this.fixture.dispatch.refuses = false;
		this.fixture.wait(Duration.ofSeconds(2));
		assertThat(alice.versions()).containsExactly(-1L);
	}

	@Test
	void afterItsEndASubscriptionGetsNothing() {
		RecordedReceiver alice = new RecordedReceiver();
		PokeHandle handle = this.fixture.hub.subscribe(new PokeSubscription(HubFixture.SPACE, "alice", "a1", 1), alice);
		this.fixture.settle();
		this.fixture.commit(1, MILK);
		handle.close();
		handle.close();
		this.fixture.settle();
		assertThat(alice.versions()).containsExactly(0L);
		assertThat(this.fixture.hub.subscriptions()).isZero();
		this.fixture.commit(2, MILK);
		assertThat(this.fixture.dispatch.runAll()).as("a space without subscribers costs nothing").isFalse();
	}

	@Test
	void aReceiverThatFailsHarmsNobodyElse() {
		this.fixture.hub.subscribe(new PokeSubscription(HubFixture.SPACE, "bob", "b1", 1), new PokeReceiver() {

			@Override
			public void poked(Poke poke) {
				throw new IllegalStateException("broken");
			}

			@Override
			public void ended(ProblemCode code, String detail) {
			}

		});
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.commit(1, MILK);
		this.fixture.settle();
		assertThat(alice.versions()).containsExactly(0L, 1L);
		assertThat(this.fixture.hub.subscriptions()).isOne();
	}

	@Test
	void batchesOfAnotherEpochAreNotMerged() {
		RecordedReceiver alice = this.fixture.subscribe("alice", "a1");
		this.fixture.commit(1, MILK);
		this.fixture.hub.committed(new CommittedBatch(HubFixture.SPACE,
				new dev.syncedstore.server.log.SpaceHead(7, "restored", 1, "r1", 0), 1, List.of(MILK),
				java.util.Map.of(), List.of()));
		this.fixture.settle();
		assertThat(alice.deltas()).extracting(Delta::epoch).containsExactly("epoch", "epoch", "restored");
	}

}
