package dev.syncedstore.sample.docs;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.ActionName;
import dev.syncedstore.test.world.TestClient;
import dev.syncedstore.test.world.TestWorld;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ActionSamplesTests {

	public record Nothing() {
	}

	private final Map<String, String> sent = new LinkedHashMap<>();

	private final MailSender mail = new MailSender() {

		@Override
		public boolean knows(String userId) {
			return userId.equals("alice");
		}

		@Override
		public void send(String userId, String text, String key) {
			ActionSamplesTests.this.sent.put(key, userId + ": " + text);
		}

	};

	// tag::world[]
	private final TestWorld world = TestWorld.builder()
		.mutators(Reminders.class)
		.actions(new ReminderActions(this.mail))
		.start();

	@Test
	void aReminderRingsInTime() {
		TestClient alice = this.world.client("alice");
		Instant tomorrow = this.world.clock().instant().plus(Duration.ofDays(1));
		alice.mutate(Reminders::remind, new Reminder("r1", "Water the plants", tomorrow));
		this.world.settle();
		this.world.server().restart();
		this.world.pass(Duration.ofHours(25));
		assertThat(this.sent).containsValue("alice: Water the plants");
		this.world.settle();
		boolean kept = alice.query((ctx) -> ctx.table(Reminders.REMINDERS).has("r1"));
		assertThat(kept).isFalse();
	}
	// end::world[]

	@Test
	void whoHasNoAddressIsToldSo() {
		TestClient bob = this.world.client("bob");
		this.world.settle();
		ActionName<Nothing, Nothing> test = ActionName.of("test", Nothing.class, Nothing.class);
		// tag::call[]
		CompletableFuture<Nothing> done = bob.store().action(test, new Nothing());
		CompletableFuture<String> shown = done.thenApply((nothing) -> "Look into your mail")
			.exceptionally((failure) -> (failure.getCause() instanceof ActionFailedException failed)
					? failed.getMessage() : "Try again when you are online");
		// end::call[]
		this.world.waitUntil("it is over", shown::isDone);
		assertThat(shown.join()).isEqualTo("Tell us your address first");
	}

}
