package dev.syncedstore.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.RejectedMutation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the client keeps up with the server: by pokes where they come through, by pulls
 * where something may have been missed.
 */
class PullAndPokeTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final ScriptedClient client = ScriptedClient.connected();

	@Test
	void withPokesThereIsNothingToPull() {
		this.client.poke(this.client.emptyRange(0));
		this.client.poke(this.client.foreign(1, 1, "milk"));
		this.client.advance(Duration.ofHours(1));
		assertThat(this.client.server.isPulling()).isFalse();
		assertThat(this.client.todos()).containsExactly("milk");
	}

	@Test
	void withoutPokesItPullsEveryFiveSecondsAndAfterEachPush() {
		ScriptedClient polling = withoutPokes();
		assertThat(polling.store.status()).isEqualTo(ConnectionStatus.CONNECTED);
		polling.advance(Duration.ofMillis(4999));
		assertThat(polling.server.isPulling()).isFalse();
		polling.advance(Duration.ofMillis(1));
		polling.answerPull(polling.since(1, 0, "eggs"));
		assertThat(polling.todos()).containsExactly("eggs");
		MutationResult result = polling.add("milk");
		polling.answerPush(1, 2);
		polling.answerPull(polling.since(2, 1, "milk"));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("ok");
		polling.advance(Duration.ofSeconds(5));
		assertThat(polling.server.isPulling()).isTrue();
	}

	@Test
	void aPushThatIsAnsweredDuringAPullIsPulledAfterIt() {
		ScriptedClient polling = withoutPokes();
		polling.add("milk");
		polling.advance(Duration.ofSeconds(5));
		PullResponse early = polling.since(0, 0);
		polling.answerPush(1, 1);
		polling.answerPull(early);
		assertThat(polling.server.isPulling()).isTrue();
		polling.answerPull(polling.since(1, 1, "milk"));
		assertThat(polling.pending()).isEmpty();
	}

	@Test
	void whileItPollsItTriesToConnectEverLessOften() {
		ScriptedClient polling = withoutPokes();
		int before = polling.server.attempts();
		for (int i = 0; i < 120; i++) {
			polling.advance(Duration.ofSeconds(5));
			polling.answerPull(polling.since(0, 0));
		}
		assertThat(polling.server.attempts() - before).isBetween(20, 80);
		polling.server.withPokes();
		polling.advance(Duration.ofSeconds(30));
		assertThat(polling.server.isSubscribed()).isTrue();
		if (polling.server.isPulling()) {
			polling.answerPull(polling.since(0, 0));
		}
		polling.advance(MINUTE);
		assertThat(polling.server.isPulling()).isFalse();
	}

	@Test
	void aBrokenConnectionIsReplacedAndPulledForAtOnce() {
		this.client.server.breakLine();
		this.client.run();
		assertThat(this.client.server.isPulling()).isTrue();
		this.client.answerPull(this.client.since(3, 0, "tea"));
		assertThat(this.client.store.status()).isEqualTo(ConnectionStatus.CONNECTED);
		this.client.advance(Duration.ofSeconds(1));
		assertThat(this.client.server.isSubscribed()).isTrue();
		assertThat(this.client.told).isEmpty();
	}

	@Test
	void aLineThatIsDownIsToldAndWaitedForWithEverLongerPauses() {
		this.client.server.down();
		this.client.run();
		assertThat(this.client.told).containsExactly("DISCONNECTED");
		this.client.add("milk");
		int before = this.client.server.attempts();
		this.client.advance(Duration.ofMinutes(10));
		assertThat(this.client.server.attempts() - before).isBetween(20, 150);
		this.client.server.up();
		assertThat(this.client.scheduler.advanceUntil(Duration.ofSeconds(31), this.client.server::isPulling)).isTrue();
		this.client.run();
		assertThat(this.client.server.isSubscribed()).as("as soon as it pulls").isTrue();
		this.client.answerPull(this.client.since(0, 0));
		assertThat(this.client.pushedIds()).as("as soon as the line works").containsExactly(1L);
		assertThat(this.client.told).containsExactly("DISCONNECTED", "CONNECTED");
	}

	@Test
	void aSilentSubscriptionIsGivenUpAndPulledFor() {
		ScriptedClient watchful = new ScriptedClient((builder) -> builder.timings(SyncTimings.DEFAULTS));
		watchful.answerPull(watchful.reset(0, 0));
		for (int i = 0; i < 10; i++) {
			watchful.advance(Duration.ofSeconds(15));
			watchful.poke(watchful.emptyRange(0));
		}
		assertThat(watchful.server.attempts()).isEqualTo(1);
		watchful.advance(Duration.ofSeconds(45));
		assertThat(watchful.server.isPulling()).isTrue();
		watchful.answerPull(watchful.since(0, 0));
		watchful.advance(Duration.ofSeconds(1));
		assertThat(watchful.server.attempts()).isEqualTo(2);
		assertThat(watchful.server.isSubscribed()).isTrue();
	}

	@Test
	void anEffectWhosePokeIsLostIsPulledForAfterASecond() {
		MutationResult result = this.client.add("milk");
		this.client.answerPush(1, 1);
		this.client.advance(Duration.ofMillis(999));
		assertThat(this.client.server.isPulling()).isFalse();
		this.client.advance(Duration.ofMillis(1));
		this.client.answerPull(this.client.since(1, 1, "milk"));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("ok");
		this.client.advance(MINUTE);
		assertThat(this.client.server.isPulling()).isFalse();
	}

	@Test
	void pokesThatComeDuringAPullAreJoinedToItsResult() {
		this.client.poke(this.client.foreign(2, 2, "eggs"));
		this.client.poke(this.client.foreign(3, 3, "tea"));
		this.client.poke(this.client.foreign(4, 5, "jam"));
		assertThat(this.client.todos()).isEmpty();
		this.client.answerPull(this.client.since(2, 0, "milk", "eggs"));
		assertThat(this.client.todos()).containsExactly("eggs", "jam", "milk", "tea");
		assertThat(this.client.version()).isEqualTo(5);
		assertThat(this.client.server.isPulling()).isFalse();
	}

	@Test
	void aPokeThatStillDoesNotFitAfterThePullIsPulledForOnceMore() {
		this.client.poke(this.client.foreign(2, 2, "eggs"));
		this.client.poke(this.client.foreign(9, 9, "tea"));
		this.client.answerPull(this.client.since(2, 0, "milk", "eggs"));
		assertThat(this.client.server.isPulling()).isTrue();
		this.client.answerPull(this.client.since(3, 0));
		assertThat(this.client.server.isPulling()).as("for ever").isFalse();
		assertThat(this.client.version()).isEqualTo(3);
	}

	@Test
	void tooManyPokesDuringAPullAreNotKeptButPulledFor() {
		this.client.poke(this.client.emptyRange(2));
		for (int version = 4; version < 200; version++) {
			this.client.poke(this.client.foreign(version, version, "t" + version));
		}
		this.client.answerPull(this.client.since(2, 0));
		assertThat(this.client.server.isPulling()).isTrue();
		this.client.answerPull(this.client.since(199, 0, "all"));
		assertThat(this.client.version()).isEqualTo(199);
		assertThat(this.client.server.isPulling()).isFalse();
	}

	@Test
	void aPokeThatCanNotBeUnderstoodIsPulledFor() {
		this.client.server.poke("{\"epoch\": 3");
		this.client.run();
		assertThat(this.client.server.isPulling()).isTrue();
	}

	@Test
	void aResetThatWasAskedForBeforeTheBaseWentOnIsAskedForAgain() {
		this.client.poke(this.client.emptyRange(7));
		PullResponse reset = this.client.reset(2, 0, "milk", "eggs");
		this.client.poke(this.client.foreign(1, 3, "tea"));
		this.client.answerPull(reset);
		assertThat(this.client.version()).as("never back by an answer to an old question").isEqualTo(3);
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPulling)).isTrue();
		assertThat(this.client.pulled().version()).isEqualTo(3);
	}

	@Test
	void theNextPageIsAskedForBeforeThisOneIsUnderstood() {
		this.client.poke(this.client.emptyRange(9));
		this.client.server.answerPull(new TransportResponse(200, null, "{\"next_page\": \"page 2\", \"epoch\": 3}"));
		this.client.run();
		assertThat(this.client.pulled().page()).isEqualTo("page 2");
		this.client.answerPull(this.client.reset(9, 0, "milk"));
		assertThat(this.client.todos()).as("a page of a pull that was given up").isEmpty();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPulling)).isTrue();
		assertThat(this.client.pulled().page()).isNull();
		this.client.answerPull(new PullResponse(this.client.reset(9, 0, "milk").delta(), "alice", 1, true, "page 2"));
		assertThat(this.client.pulled().page()).isEqualTo("page 2");
		this.client.answerPull(this.client.reset(9, 0, "eggs"));
		assertThat(this.client.todos()).containsExactly("eggs", "milk");
		assertThat(this.client.server.isPulling()).isFalse();
	}

	@Test
	void nothingIsJoinedToABaseThatTheServerDoesNotKnow() {
		this.client.poke(this.client.foreign(1, 3, "milk"));
		Delta elsewhere = Delta.emptyRange(this.client.emptyRange(3).epoch(), "c of another history", 3);
		this.client.poke(elsewhere);
		this.client.poke(this.client.foreign(4, 4, "tea"));
		assertThat(this.client.todos()).containsExactly("milk");
		this.client.answerPull(this.client.reset(3, 0, "eggs"));
		assertThat(this.client.todos()).containsExactly("eggs", "tea");
		assertThat(this.client.version()).isEqualTo(4);
		assertThat(this.client.server.isPulling()).isFalse();
	}

	@Test
	void whatTheServerHasLostIsPushedAgain() {
		MutationResult result = this.client.add("milk");
		this.client.answerPush(1, 8);
		this.client.advance(Duration.ofSeconds(1));
		Delta restored = new Delta("f", "f3", 0, 3, this.client.foreign(0, 3, "tea").patches(),
				Map.of(this.client.store.clientId(), 0L), List.of());
		this.client.answerPull(new PullResponse(restored, "alice", 1, true, null));
		assertThat(this.client.pushedIds()).containsExactly(1L);
		assertThat(this.client.todos()).containsExactly("milk", "tea");
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("open");
	}

	@Test
	void anAnswerOfAnotherEpochThatIsNoResetIsNotBelieved() {
		this.client.poke(this.client.emptyRange(2));
		Delta other = new Delta("f", "f2", 1, 2, this.client.foreign(1, 2, "tea").patches(), Map.of(), List.of());
		this.client.answerPull(new PullResponse(other, "alice", 1, false, null));
		assertThat(this.client.todos()).isEmpty();
		assertThat(this.client.server.isPulling()).isFalse();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPulling)).isTrue();
	}

	@Test
	void anEndedSubscriptionIsTriedAgainLaterAndPulledForNow() {
		this.client.server.refuseSubscription("access_denied");
		this.client.run();
		this.client.refusePull(ProblemCode.ACCESS_DENIED);
		assertThat(this.client.told).contains("access denied", "DISCONNECTED");
		int before = this.client.server.attempts();
		this.client.advance(Duration.ofMinutes(4));
		assertThat(this.client.server.attempts()).isEqualTo(before);
		this.client.advance(Duration.ofMinutes(2));
		assertThat(this.client.server.attempts()).isEqualTo(before + 1);
		assertThat(this.client.server.isSubscribed()).isTrue();
	}

	@Test
	void aSubscriptionThatIsRefusedAgainAndAgainIsTriedEverLessOften() {
		for (int i = 0; i < 10; i++) {
			this.client.server.refuseSubscription("schema_version_not_supported");
			this.client.run();
			assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isSubscribed)).isTrue();
		}
		int before = this.client.server.attempts();
		this.client.server.refuseSubscription("schema_version_not_supported");
		this.client.advance(Duration.ofMillis(200));
		assertThat(this.client.server.attempts()).isEqualTo(before);
	}

	@Test
	void aSubscriptionOfAnotherUsersClientIsTakenUnderANewId() {
		String old = this.client.store.clientId();
		this.client.server.refuseSubscription("client_of_another_user");
		this.client.advance(Duration.ofSeconds(2));
		assertThat(this.client.server.subscriptionHeaders().get("client-id")).isNotEqualTo(old)
			.isEqualTo(this.client.store.clientId());
	}

	@Test
	void outcomesAreAcknowledgedOnceTheyAreTold() {
		this.client.add("milk");
		this.client.answerPush(1, 1, this.client.rejected(1, "list_locked"));
		this.client.add("eggs");
		assertThat(this.client.pushed().acknowledgedMutationId()).as("not told yet").isZero();
		this.client.poke(this.client.delta(1, 1, 1));
		assertThat(this.client.told).containsExactly("rejected 1 addTodo list_locked");
		this.client.answerPush(2, 2, this.client.rejected(1, "list_locked"));
		this.client.add("tea");
		assertThat(this.client.pushed().acknowledgedMutationId()).isEqualTo(1);
		assertThat(this.client.told).as("told twice").hasSize(1);
	}

	@Test
	void rejectionsOfOthersAreNotTakenForOnesOwn() {
		MutationResult result = this.client.add("milk");
		this.client.answerPush(1, 1, new RejectedMutation("somebody", 1, "list_locked", ""));
		this.client.poke(this.client.delta(1, 1, 1, "milk"));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("ok");
	}

	@Test
	void offlineNothingIsSentAndBackOnlineEverythingIs() {
		this.client.store.goOffline();
		this.client.run();
		assertThat(this.client.store.status()).isEqualTo(ConnectionStatus.DISCONNECTED);
		assertThat(this.client.server.isSubscribed()).isFalse();
		this.client.add("milk");
		this.client.advance(Duration.ofHours(1));
		assertThat(this.client.server.isPushing()).isFalse();
		assertThat(this.client.server.isPulling()).isFalse();
		this.client.store.goOnline();
		this.client.run();
		assertThat(this.client.server.isSubscribed()).isTrue();
		assertThat(this.client.server.isPulling()).isTrue();
		assertThat(this.client.pushedIds()).containsExactly(1L);
		this.client.answerPush(1, 1);
		this.client.answerPull(this.client.since(1, 1, "milk"));
		assertThat(this.client.told).containsExactly("DISCONNECTED", "CONNECTING", "CONNECTED");
		assertThat(this.client.pending()).isEmpty();
	}

	@Test
	void aPushThatIsAnsweredBeforeTheFirstPullIsNoSignOfBeingOffline() {
		ScriptedClient polling = new ScriptedClient((builder) -> builder.startOffline());
		polling.server.withoutPokes();
		polling.add("milk");
		polling.store.goOnline();
		polling.run();
		polling.told.clear();
		polling.answerPush(1, 1);
		assertThat(polling.store.status()).isEqualTo(ConnectionStatus.CONNECTING);
		polling.answerPull(polling.reset(1, 1, "milk"));
		assertThat(polling.told).containsExactly("CONNECTED");
	}

	@Test
	void anAnswerThatArrivesOfflineIsStillHeard() {
		MutationResult result = this.client.add("milk");
		this.client.poke(this.client.emptyRange(1));
		this.client.store.goOffline();
		this.client.answerPush(1, 1);
		this.client.answerPull(this.client.since(1, 1, "milk"));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("ok");
		this.client.advance(MINUTE);
		assertThat(this.client.server.isPulling()).isFalse();
	}

	private static ScriptedClient withoutPokes() {
		ScriptedClient polling = new ScriptedClient((builder) -> builder.startOffline());
		polling.server.withoutPokes();
		polling.store.goOnline();
		polling.run();
		polling.answerPull(polling.reset(0, 0));
		return polling;
	}

}
