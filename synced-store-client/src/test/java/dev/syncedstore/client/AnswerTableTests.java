package dev.syncedstore.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PullResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the client makes of each answer to a push, and of the same answers to a pull. The
 * scenarios show the ordinary course of each; here are the corners.
 */
class AnswerTableTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final ScriptedClient client = ScriptedClient.connected();

	@Test
	void unauthenticatedAsksTheCredentialsAgainAndThenLessOften() {
		TokenCredentials credentials = new TokenCredentials();
		ScriptedClient other = new ScriptedClient((builder) -> builder.credentials(credentials).userId("alice"));
		other.answerPull(other.reset(0, 0));
		other.add("milk");
		assertThat(authorization(other)).isEqualTo("token 0");
		other.refusePush(ProblemCode.UNAUTHENTICATED);
		assertThat(other.server.isPushing()).as("at once").isTrue();
		assertThat(authorization(other)).isEqualTo("token 1");
		other.refusePush(ProblemCode.UNAUTHENTICATED);
		assertThat(other.server.isPushing()).as("at once again").isFalse();
		assertThat(other.scheduler.advanceUntil(MINUTE, other.server::isPushing)).isTrue();
		assertThat(authorization(other)).isEqualTo("token 2");
		other.answerPush(1, 1);
		other.poke(other.delta(1, 1, 1, "milk"));
		assertThat(other.pending()).isEmpty();
		assertThat(other.told).containsSubsequence("unauthenticated", "unauthenticated");
	}

	@Test
	void credentialsThatFailAreAskedAgainLater() {
		TokenCredentials credentials = new TokenCredentials();
		credentials.broken = true;
		ScriptedClient other = new ScriptedClient((builder) -> builder.credentials(credentials));
		assertThat(other.server.requests()).isEmpty();
		credentials.broken = false;
		assertThat(other.scheduler.advanceUntil(MINUTE, other.server::isPulling)).isTrue();
	}

	@Test
	void whoMayNotOpenASpaceIsNotCalledConnectedThoughThereIsAConnection() {
		ScriptedClient denied = new ScriptedClient();
		assertThat(denied.server.isSubscribed()).isTrue();
		denied.refusePull(ProblemCode.ACCESS_DENIED);
		denied.server.refuseSubscription("access_denied");
		denied.run();
		assertThat(denied.told).contains("access denied").doesNotContain("CONNECTED");
		denied.store.credentialsChanged();
		denied.run();
		denied.poke(denied.emptyRange(0));
		assertThat(denied.told).endsWith("CONNECTED");
	}

	@Test
	void deniedAccessIsTriedAgainEveryFiveMinutesAndAfterNewCredentials() {
		this.client.add("milk");
		this.client.refusePush(ProblemCode.ACCESS_DENIED);
		assertThat(this.client.told).containsExactly("access denied");
		this.client.add("eggs");
		this.client.advance(Duration.ofMinutes(4));
		assertThat(this.client.server.isPushing()).isFalse();
		this.client.advance(Duration.ofMinutes(2));
		assertThat(this.client.pushedIds()).containsExactly(1L, 2L);
		this.client.refusePush(ProblemCode.ACCESS_DENIED);
		assertThat(this.client.server.isPushing()).isFalse();
		this.client.store.credentialsChanged();
		this.client.run();
		assertThat(this.client.server.isPushing()).isTrue();
		assertThat(this.client.server.isSubscribed()).isTrue();
		assertThat(this.client.pending()).containsExactly(1L, 2L);
	}

	@Test
	void aPullToWhichAccessIsDeniedIsTriedAgainLater() {
		this.client.poke(this.client.emptyRange(3));
		this.client.refusePull(ProblemCode.ACCESS_DENIED);
		assertThat(this.client.told).containsExactly("access denied");
		this.client.advance(Duration.ofMinutes(4));
		assertThat(this.client.server.isPulling()).isFalse();
		this.client.advance(Duration.ofMinutes(2));
		assertThat(this.client.server.isPulling()).isTrue();
	}

	@Test
	void aClientIdOfAnotherUserIsReplacedWhenAPullFindsOut() {
		String old = this.client.store.clientId();
		MutationResult result = this.client.add("milk");
		this.client.poke(this.client.emptyRange(3));
		this.client.refusePull(ProblemCode.CLIENT_OF_ANOTHER_USER);
		this.client.refusePush(ProblemCode.CLIENT_OF_ANOTHER_USER);
		assertThat(this.client.pulled().clientId()).isNotEqualTo(old).isEqualTo(this.client.store.clientId());
		assertThat(this.client.server.subscriptionHeaders()).containsEntry("client-id", this.client.store.clientId())
			.containsEntry("schema-version", "1");
		assertThat(this.client.pushed().clientId()).isEqualTo(this.client.store.clientId());
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("open");
		this.client.answerPush(1, 4);
		this.client.answerPull(this.client.since(4, 1, "milk"));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("ok");
	}

	@Test
	void aServerThatRefusesEveryClientIdIsNotAskedWithoutPause() {
		this.client.add("milk");
		int before = this.client.server.requests().size();
		for (int i = 0; i < 20 && this.client.server.isPushing(); i++) {
			this.client.refusePush(ProblemCode.CLIENT_OF_ANOTHER_USER);
		}
		assertThat(this.client.server.requests().size() - before).isLessThan(5);
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPushing)).isTrue();
	}

	@Test
	void aGapWhereThereIsNoneIsNotAnsweredWithoutPause() {
		this.client.add("milk");
		this.client.refusePush(Problem.of(ProblemCode.MUTATION_GAP, "", "last_mutation_id", 0));
		assertThat(this.client.server.isPushing()).isFalse();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPushing)).isTrue();
		assertThat(this.client.pushedIds()).containsExactly(1L);
	}

	@Test
	void whatAForkHasInCommonIsSettledByThePullThatFollows() {
		MutationResult rejected = this.client.add("milk");
		MutationResult common = this.client.add("eggs");
		this.client.answerPush(1, 1, this.client.rejected(1, "list_locked"));
		this.client.answerPush(2, 2, this.client.rejected(1, "list_locked"));
		MutationResult own = this.client.add("tea");
		this.client.refusePush(Problem.of(ProblemCode.CLIENT_FORKED, "", "last_common_id", 2));
		assertThat(this.client.pending()).containsExactly(1L);
		assertThat(this.client.store.pendingCount()).isEqualTo(1);
		assertThat(this.client.todos()).as("own writes are still read").contains("eggs", "tea");
		assertThat(ScriptedClient.outcome(common.confirmed())).isEqualTo("open");
		this.client.answerPull(this.client.since(3, 0, "eggs", "jam"));
		assertThat(ScriptedClient.outcome(rejected.confirmed())).isEqualTo("list_locked");
		assertThat(ScriptedClient.outcome(common.confirmed())).isEqualTo("ok");
		assertThat(ScriptedClient.outcome(own.confirmed())).isEqualTo("open");
		assertThat(this.client.todos()).containsExactly("eggs", "jam", "tea");
		assertThat(this.client.pushedIds()).containsExactly(1L);
	}

	@Test
	void theWorkOfAnotherCopyIsNotTakenForOnesOwn() {
		MutationResult sent = this.client.add("milk");
		MutationResult unsent = this.client.add("eggs");
		this.client.poke(this.client.delta(1, 3, 3, "milk", "jam"));
		assertThat(ScriptedClient.outcome(sent.confirmed())).isEqualTo("ok");
		assertThat(ScriptedClient.outcome(unsent.confirmed())).isEqualTo("open");
		assertThat(this.client.pending()).containsExactly(2L);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void somebodyElseSignedInClosesTheStore(boolean push) {
		MutationResult result = this.client.add("milk");
		if (push) {
			this.client.refusePush(ProblemCode.USER_MISMATCH);
		}
		else {
			this.client.poke(this.client.emptyRange(3));
			this.client.refusePull(ProblemCode.USER_MISMATCH);
		}
		assertClosed(result);
	}

	@Test
	void anAnswerToSomebodyElseClosesTheStore() {
		MutationResult result = this.client.add("milk");
		this.client.answerPushes("""
				{"user_id": "bob", "last_mutation_id": 1, "version": 1, "rejected_mutations": []}""");
		assertClosed(result);
	}

	@Test
	void aPullForSomebodyElseIsNotShown() {
		MutationResult result = this.client.add("milk");
		this.client.poke(this.client.emptyRange(3));
		PullResponse page = this.client.reset(3, 0, "secret");
		this.client.answerPull(new PullResponse(page.delta(), "bob", 1, true, null));
		assertClosed(result);
		assertThat(this.client.todos()).doesNotContain("secret");
	}

	@Test
	void anOlderServerIsWaitedFor() {
		this.client.add("milk");
		this.client.refusePush(Problem.of(ProblemCode.SCHEMA_VERSION_NOT_SUPPORTED, "", "schema_version", 0));
		assertThat(this.client.told).isEmpty();
		assertThat(this.client.server.isPushing()).isFalse();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPushing)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "SCHEMA_VERSION_NOT_SUPPORTED", "PROTOCOL_VERSION_NOT_SUPPORTED" })
	void aNewerServerNeedsAnUpdateAndNothingIsLost(ProblemCode code) {
		MutationResult result = this.client.add("milk");
		this.client.refusePush(Problem.of(code, "Update", "schema_version", 2));
		this.client.add("eggs");
		this.client.advance(MINUTE);
		assertThat(this.client.told).containsExactly("update needed");
		assertThat(this.client.server.isPushing()).isFalse();
		assertThat(this.client.todos()).containsExactly("eggs", "milk");
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("open");
	}

	@Test
	void aDeletedSpaceRejectsWhatIsPendingAndWhatIsMadeLater() {
		MutationResult result = this.client.add("milk");
		this.client.poke(this.client.foreign(1, 2, "eggs"));
		this.client.poke(this.client.emptyRange(7));
		this.client.refusePull(ProblemCode.SPACE_DELETED);
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("space_deleted");
		assertThat(this.client.todos()).isEmpty();
		assertThat(this.client.version()).isEqualTo(-1);
		this.client.refusePush(ProblemCode.SPACE_DELETED);
		MutationResult later = this.client.add("tea");
		this.client.refusePush(ProblemCode.SPACE_DELETED);
		assertThat(ScriptedClient.outcome(later.confirmed())).isEqualTo("space_deleted");
		assertThat(this.client.told).containsSubsequence("rejected 1 addTodo space_deleted", "space deleted");
		assertThat(this.client.store.isClosed()).isFalse();
	}

	private void assertClosed(MutationResult result) {
		assertThat(this.client.told).contains("closed");
		assertThat(this.client.store.isClosed()).isTrue();
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("StoreClosedException");
		int before = this.client.server.requests().size();
		this.client.advance(Duration.ofMinutes(20));
		assertThat(this.client.server.requests()).hasSize(before);
		assertThat(this.client.server.isSubscribed()).isFalse();
	}

	private static String authorization(ScriptedClient client) {
		return client.server.requests().get(client.server.requests().size() - 1).headers().getOrDefault("token", "");
	}

	/**
	 * A new token each time the last one was refused.
	 */
	private static final class TokenCredentials implements Credentials {

		private int refused;

		private boolean broken;

		@Override
		public CompletionStage<Map<String, String>> headers() {
			if (this.broken) {
				throw new IllegalStateException("The keychain is locked");
			}
			return CompletableFuture.completedFuture(Map.of("token", "token " + this.refused));
		}

		@Override
		public void refused() {
			this.refused++;
		}

	}

}
