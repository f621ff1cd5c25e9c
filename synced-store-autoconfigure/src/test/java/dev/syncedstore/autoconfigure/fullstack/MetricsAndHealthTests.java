package dev.syncedstore.autoconfigure.fullstack;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsAndHealthTests {

	@Test
	void whatHappensIsMeasured() {
		try (TestApplication application = TestApplication.start(SecuredApplication.class);
				StompClient bob = StompClient.open(application.pokeUri(), "Authorization",
						TestApplication.basic("bob"))) {
			MeterRegistry meters = application.context().getBean(MeterRegistry.class);
			bob.connect().subscribe("s1", "/spaces/todo/main", "b1").awaitFrame("subscription:s1");
			application.push("alice", "a1", 1, "addTodo", "{\"id\":\"a\",\"text\":\"x\"}");
			application.push("alice", "a1", 2, "addTodo", "{\"id\":\"b\",\"text\":\"locked\"}");
			application.push("alice", "a1", 3, "nonsense", "{}");
			application.push("alice", "a1", 9, "addTodo", "{\"id\":\"b\",\"text\":\"gap\"}");
			application.post("alice", "/synced-store/todo/main/pull", TestApplication.pullBody("a1"));
			bob.awaitFrame("\"a1\":3");
			assertThat(meters.get("syncedstore.push").tags("store.type", "todo", "outcome", "served").timer().count())
				.isEqualTo(3);
			assertThat(meters.get("syncedstore.push").tags("outcome", "mutation_gap").timer().count()).isOne();
			assertThat(meters.get("syncedstore.pull").tags("outcome", "served").timer().count()).isOne();
			assertThat(meters.get("syncedstore.commit").tags("store.type", "todo").timer().count()).isPositive();
			assertThat(meters.get("syncedstore.commit.mutations").summary().totalAmount()).isEqualTo(3);
			assertThat(meters.get("syncedstore.rejections")
				.tags("mutator", "addTodo", "code", "list_locked")
				.counter()
				.count()).isOne();
			assertThat(meters.get("syncedstore.rejections")
				.tags("mutator", "unknown", "code", "unknown_mutator")
				.counter()
				.count()).isOne();
			assertThat(meters.get("syncedstore.subscriptions").gauge().value()).isOne();
			assertThat(meters.get("syncedstore.poke.deliveries").counter().count()).isGreaterThanOrEqualTo(2);
			bob.send(StompClient.frame("DISCONNECT", "receipt:bye"));
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> meters.get("syncedstore.subscriptions").gauge().value() == 0);
			assertThat(application.context()
				.getBean("syncedStoreHealthIndicator", HealthIndicator.class)
				.health()
				.getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void theHealthIndicatorCanBeSwitchedOff() {
		try (TestApplication application = TestApplication.start(SecuredApplication.class,
				"management.health.synced-store.enabled=false")) {
			assertThat(application.context().containsBean("syncedStoreHealthIndicator")).isFalse();
		}
	}

}
