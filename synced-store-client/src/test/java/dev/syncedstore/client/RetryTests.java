package dev.syncedstore.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.client.sync.SyncTimings;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.core.protocol.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the client waits before it tries again.
 */
class RetryTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final ScriptedClient client = ScriptedClient.connected();

	@ParameterizedTest
	@CsvSource({ "429, 7, 7", "503, 7, 7", "503, 'Thu, 01 Jan 2026 00:00:07 GMT', 7", "500, 7, 7", "503, -4, 0",
			"503, 99999999999999, 86400", "503, 'Thu, 01 Jan 1970 00:00:00 GMT', 0" })
	void retryAfterIsWaitedFor(int status, String retryAfter, long seconds) {
		this.client.add("milk");
		this.client.server.answerPush(new TransportResponse(status, retryAfter, "{}"));
		this.client.run();
		if (seconds > 0) {
			this.client.advance(Duration.ofSeconds(seconds).minusMillis(1));
			assertThat(this.client.server.isPushing()).isFalse();
		}
		this.client.advance(Duration.ofSeconds(2));
		assertThat(this.client.server.isPushing()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>Sign in</html>", "", "{}", "[]", "null", "{\"user_id\": \"alice\"}",
			"{\"user_id\": \"alice\", \"last_mutation_id\": \"1\", \"version\": 1, \"rejected_mutations\": []}" })
	void anAnswerThatIsNoneIsTakenAsAFailure(String body) {
		this.client.add("milk");
		this.client.answerPushes(body);
		assertThat(this.client.pending()).containsExactly(1L);
		assertThat(this.client.server.isPushing()).isFalse();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPushing)).isTrue();
		this.client.poke(this.client.emptyRange(3));
		this.client.server.answerPull(new TransportResponse(200, null, body));
		this.client.run();
		assertThat(this.client.version()).isZero();
		assertThat(this.client.server.isPulling()).isFalse();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPulling)).isTrue();
	}

	@Test
	void anAnswerThatStopsShortIsNotPressedWithoutPause() {
		this.client.add("milk");
		this.client.answerPush(0, 0);
		assertThat(this.client.server.isPushing()).isFalse();
		assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPushing)).isTrue();
		assertThat(this.client.pushedIds()).containsExactly(1L);
	}

	@Test
	void failuresAreRetriedLessAndLessOftenButForEver() {
		this.client.add("milk");
		List<Long> waits = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			this.client.refusePush(ProblemCode.UNAVAILABLE);
			long start = this.client.scheduler.millis();
			assertThat(this.client.scheduler.advanceUntil(MINUTE, this.client.server::isPushing)).isTrue();
			waits.add(this.client.scheduler.millis() - start);
		}
		assertThat(waits).allMatch((wait) -> wait >= 1 && wait <= 30_000);
		assertThat(waits.get(0)).isLessThanOrEqualTo(1000);
		assertThat(waits.subList(10, 40).stream().mapToLong(Long::longValue).sum()).isGreaterThan(30 * 8_000);
		this.client.answerPush(1, 1);
		this.client.add("eggs");
		this.client.refusePush(ProblemCode.UNAVAILABLE);
		this.client.advance(Duration.ofMillis(1001));
		assertThat(this.client.server.isPushing()).as("after a success").isTrue();
	}

	@Test
	void aRequestThatIsNeverAnsweredIsSentAgain() {
		ScriptedClient impatient = new ScriptedClient((builder) -> builder.timings(SyncTimings.DEFAULTS));
		impatient.answerPull(impatient.reset(0, 0));
		impatient.add("milk");
		impatient.server.forgetPush();
		impatient.advance(Duration.ofSeconds(29));
		assertThat(impatient.server.isPushing()).isFalse();
		impatient.advance(Duration.ofSeconds(3));
		assertThat(impatient.pushedIds()).containsExactly(1L);
	}

}
