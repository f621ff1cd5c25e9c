package dev.syncedstore.client;

import java.time.Duration;

import dev.syncedstore.client.todo.TodoMutators;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.protocol.PushMutation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much goes into a push, and what becomes of what is too much.
 */
class PushBatchTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final ScriptedClient client = ScriptedClient.connected();

	@ParameterizedTest
	@CsvSource({ "413, request_too_large", "400, invalid_request" })
	void aSingleMutationThatAProxyRefusesIsWithdrawnWithTheCodeOfItsStatus(int status, String code) {
		MutationResult result = this.client.add("milk");
		answerPushWithPage(status);
		assertThat(this.client.pushed().mutations()).extracting(PushMutation::isWithdrawn).containsExactly(true);
		assertThat(this.client.todos()).as("until the outcome is known").containsExactly("milk");
		this.client.answerPush(1, 1, this.client.rejected(1, "withdrawn"));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("open");
		this.client.poke(this.client.delta(1, 1, 1));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo(code);
		assertThat(this.client.todos()).isEmpty();
		assertThat(this.client.told).containsExactly("rejected 1 addTodo " + code);
	}

	@Test
	void aWithdrawnMutationThatHadBeenProcessedBeforeIsConfirmed() {
		MutationResult result = this.client.add("milk");
		this.client.server.losePush();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPushing)).isTrue();
		answerPushWithPage(413);
		assertThat(this.client.pushed().mutations().get(0).isWithdrawn()).isTrue();
		this.client.answerPush(1, 1);
		this.client.poke(this.client.delta(1, 1, 1, "milk"));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("ok");
		assertThat(this.client.todos()).containsExactly("milk");
	}

	@Test
	void whereNotEvenAWithdrawalGoesThroughTheMutationIsNotToBlame() {
		MutationResult result = this.client.add("milk");
		answerPushWithPage(400);
		answerPushWithPage(400);
		assertThat(this.client.server.isPushing()).isFalse();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPushing)).isTrue();
		assertThat(this.client.pushed().mutations().get(0).name()).isEqualTo("addTodo");
		this.client.answerPush(1, 1);
		this.client.poke(this.client.delta(1, 1, 1, "milk"));
		assertThat(ScriptedClient.outcome(result.confirmed())).isEqualTo("ok");
	}

	@Test
	void aHalvedBatchGrowsAgainWhenItGoesThrough() {
		this.client.add("first");
		for (int i = 0; i < 8; i++) {
			this.client.add("t" + i);
		}
		this.client.answerPush(1, 1);
		assertThat(this.client.pushedIds()).hasSize(8);
		this.client.refusePush(ProblemCode.REQUEST_TOO_LARGE);
		assertThat(this.client.pushedIds()).containsExactly(2L, 3L, 4L, 5L);
		this.client.refusePush(ProblemCode.REQUEST_TOO_LARGE);
		assertThat(this.client.pushedIds()).containsExactly(2L, 3L);
		this.client.answerPush(3, 3);
		assertThat(this.client.pushedIds()).containsExactly(4L, 5L, 6L, 7L);
		this.client.answerPush(7, 7);
		assertThat(this.client.pushedIds()).containsExactly(8L, 9L);
	}

	@Test
	void aBatchHasAtMostFiveHundredMutations() {
		this.client.add("first");
		for (int i = 0; i < 501; i++) {
			this.client.add("t" + i);
		}
		this.client.answerPush(1, 1);
		assertThat(this.client.pushedIds()).hasSize(500);
		this.client.answerPush(501, 501);
		assertThat(this.client.pushedIds()).containsExactly(502L);
	}

	@Test
	void aBatchHasAtMostHalfAMebibyte() {
		this.client.add("first");
		for (int i = 0; i < 6; i++) {
			this.client.store.mutate(TodoMutators::editTodo, new TodoMutators.EditTodo("first", "x".repeat(120_000)));
		}
		this.client.answerPush(1, 1);
		assertThat(this.client.server.push().length()).isBetween(400_000, 524_288);
	}

	private void answerPushWithPage(int status) {
		this.client.server.answerPush(new TransportResponse(status, null, "<html>No</html>"));
		this.client.run();
	}

}
