package dev.syncedstore.server.push;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.PushResponse;
import dev.syncedstore.server.Answer;
import dev.syncedstore.server.engine.EngineFixture;
import dev.syncedstore.server.engine.LetterMutators;
import dev.syncedstore.server.log.PostgresLog;
import dev.syncedstore.server.push.PushCall.Rights;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.syncedstore.server.engine.EngineFixture.mutation;
import static dev.syncedstore.server.engine.EngineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that are in one batch, because nothing runs before the test says so.
 */
class InboxTests {

	private static final Rights MAY = new Rights(true, true);

	private static PostgresLog postgres;

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private final EngineFixture engine = EngineFixture.on(this.tasks::add, postgres.log());

	private final SpaceWriters writers = new SpaceWriters(this.engine.engine().parts(), (batch) -> {
	});

	private final SpaceId from = new SpaceId("letters", "from-" + UUID.randomUUID());

	private final SpaceId to = new SpaceId("letters", "to-" + UUID.randomUUID());

	@BeforeAll
	static void start() {
		postgres = PostgresLog.create();
	}

	@AfterAll
	static void stop() {
		postgres.close();
	}

	@BeforeEach
	void deliverNothingByItself() {
		this.engine.engine().deliverer().close();
	}

	@Test
	void whatACallCantTakeIsNotOvertakenByALaterCallOfTheSameBatch() {
		send("alice", "first", "second", "third");
		CompletableFuture<Boolean> stuck = deliver(Map.of("bob", MAY), 2);
		CompletableFuture<Boolean> able = deliver(Map.of("alice", MAY, "bob", MAY), DeliveryCall.MAX_DELIVERIES);
		runAll();
		assertThat(stuck).as("there is more").isCompletedWithValue(true);
		assertThat(able).as("there is no more").isCompletedWithValue(false);
		assertThat(received()).containsExactly("first", "second", "third");
	}

	@Test
	void whatACallCantTakeInTheMiddleBeginsTheNext() {
		send("bob", "1 of bob");
		send("alice", "2 of alice", "3 of alice");
		send("bob", "4 of bob");
		CompletableFuture<Boolean> some = deliver(Map.of("bob", MAY), DeliveryCall.MAX_DELIVERIES);
		CompletableFuture<Boolean> rest = deliver(Map.of("alice", MAY, "bob", MAY), DeliveryCall.MAX_DELIVERIES);
		runAll();
		assertThat(some).isCompletedWithValue(true);
		assertThat(rest).isCompletedWithValue(false);
		assertThat(received()).containsExactly("1 of bob", "2 of alice", "3 of alice", "4 of bob");
	}

	@Test
	void whatOneCallHasTakenTheNextOfItsBatchDoesNotTakeAgain() {
		send("alice", "once", "twice");
		CompletableFuture<Boolean> first = deliver(Map.of("alice", MAY), DeliveryCall.MAX_DELIVERIES);
		CompletableFuture<Boolean> second = deliver(Map.of("alice", MAY), DeliveryCall.MAX_DELIVERIES);
		runAll();
		assertThat(List.of(first, second)).allMatch((result) -> !result.join());
		assertThat(received()).containsExactly("once", "twice");
	}

	private CompletableFuture<Boolean> deliver(Map<String, Rights> rights, int limit) {
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		this.writers.submit(this.to, new DeliveryCall(rights, false, limit, false, () -> {
		}, result));
		return result;
	}

	private void send(String user, String... texts) {
		String client = UUID.randomUUID().toString();
		for (int i = 0; i < texts.length; i++) {
			String args = "{\"to\":\"" + this.to.instanceId() + "\",\"text\":\"" + texts[i] + "\",\"times\":1}";
			CompletableFuture<Answer<PushResponse>> answer = this.engine
				.pushing(this.from, user, request(client, mutation(i + 1, "send", args)))
				.toCompletableFuture();
			runAll();
			assertThat(EngineFixture.served(answer.join()).rejectedMutations()).isEmpty();
		}
	}

	private void runAll() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

	private List<String> received() {
		return this.engine.engine()
			.syncedStores()
			.read(this.to,
					(ctx) -> ctx.table(LetterMutators.RECEIVED)
						.scan()
						.stream()
						.map((letter) -> letter.value().text())
						.toList());
	}

}
