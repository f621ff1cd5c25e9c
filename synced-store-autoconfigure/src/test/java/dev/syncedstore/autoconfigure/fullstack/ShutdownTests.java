package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.autoconfigure.todo.SetNote;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.embedded.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownTests {

	@Test
	void acceptedPushesAreFinishedNewOnesRefusedAndConnectionsClosed() throws Exception {
		TestDatabase database = TestDatabase.create();
		TestApplication application = TestApplication.start(database, WithSlowMutator.class);
		SlowMutators slow = application.context().getBean(SlowMutators.class);
		try (StompClient alice = StompClient.open(application.pokeUri(), "Authorization",
				TestApplication.basic("alice"))) {
			alice.connect().subscribe("s1", "/spaces/todo/main", "c1").awaitFrame("subscription:s1");
			CompletableFuture<HttpResponse<String>> accepted = CompletableFuture
				.supplyAsync(() -> application.push("alice", "slow-1", 1, "wait", "{\"text\":\"x\"}"));
			assertThat(slow.started.await(10, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
			Awaitility.await().untilAsserted(() -> {
				HttpResponse<String> refused = application.push("alice", "late-1", 1, "setNote", "{\"text\":\"x\"}");
				HttpProblemTests.assertProblem(refused, 503, "unavailable");
				assertThat(refused.headers().firstValue("Retry-After")).isPresent();
			});
			assertThat(closing).isNotDone();
			slow.goOn.countDown();
			assertThat(accepted.get(10, TimeUnit.SECONDS).body()).contains("\"last_mutation_id\":1");
			assertThat(alice.awaitClose()).isEqualTo(1001);
			closing.get(20, TimeUnit.SECONDS);
		}
		try (TestApplication again = TestApplication.start(database, SecuredApplication.class)) {
			assertThat(again.post("alice", "/synced-store/todo/main/pull", TestApplication.pullBody("slow-1")).body())
				.contains("\"max_included_version\":1");
		}
	}

	@Mutators(type = "todo")
	static class SlowMutators {

		final CountDownLatch started = new CountDownLatch(1);

		final CountDownLatch goOn = new CountDownLatch(1);

		@Mutator
		public void wait(MutationContext ctx, SetNote args) {
			this.started.countDown();
			try {
				this.goOn.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class WithSlowMutator {

		@Bean
		SlowMutators slowMutators() {
			return new SlowMutators();
		}

	}

}
