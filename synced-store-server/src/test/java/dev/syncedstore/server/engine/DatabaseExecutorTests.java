package dev.syncedstore.server.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class DatabaseExecutorTests {

	@Test
	void noMoreTasksRunAtOnceThanThereAreConnections() {
		AtomicInteger running = new AtomicInteger();
		CountDownLatch release = new CountDownLatch(1);
		try (DatabaseExecutor executor = new DatabaseExecutor(3)) {
			List<CompletableFuture<Void>> tasks = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				tasks.add(CompletableFuture.runAsync(() -> {
					running.incrementAndGet();
					await().until(() -> release.getCount() == 0);
					running.decrementAndGet();
				}, executor));
			}
			await().until(() -> running.get() == 3);
			assertThat(running.get()).isEqualTo(3);
			release.countDown();
			tasks.forEach(CompletableFuture::join);
		}
	}

	@Test
	void aCallerDoesATaskItselfWhenThereIsRoom() {
		List<Thread> ran = new ArrayList<>();
		DatabaseExecutor executor = new DatabaseExecutor(1);
		assertThat(executor.runHere(() -> {
			ran.add(Thread.currentThread());
			assertThat(executor.runHere(() -> ran.add(Thread.currentThread()))).as("one at a time").isFalse();
		})).isTrue();
		assertThat(ran).containsExactly(Thread.currentThread());
		executor.close();
		assertThat(executor.runHere(() -> ran.add(Thread.currentThread()))).isFalse();
	}

	@Test
	void aCallersTaskTakesTheConnectionOfAThread() {
		try (DatabaseExecutor executor = new DatabaseExecutor(1)) {
			CompletableFuture<Boolean> done = new CompletableFuture<>();
			assertThat(executor.runHere(() -> {
				executor.execute(() -> done.complete(true));
				await().during(Duration.ofMillis(50)).until(() -> !done.isDone());
			})).isTrue();
			assertThat(done.join()).isTrue();
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<Void> busy = CompletableFuture
				.runAsync(() -> await().until(() -> release.getCount() == 0), executor);
			await().until(() -> !executor.runHere(() -> {
			}));
			release.countDown();
			busy.join();
		}
	}

	@Test
	void aCallersFailureIsTheCallers() {
		try (DatabaseExecutor executor = new DatabaseExecutor(1)) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> executor.runHere(() -> {
				throw new IllegalStateException();
			}));
			assertThat(executor.runHere(() -> {
			})).isTrue();
		}
	}

	@Test
	void closingEndsWhatWasAcceptedAndAcceptsNoMore() {
		AtomicInteger done = new AtomicInteger();
		DatabaseExecutor executor = new DatabaseExecutor(1);
		for (int i = 0; i < 100; i++) {
			executor.execute(done::incrementAndGet);
		}
		executor.close();
		assertThat(done.get()).isEqualTo(100);
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> executor.execute(done::incrementAndGet));
	}

	@Test
	void tokensAreLongAndNeverTheSame() {
		RandomTokens tokens = new RandomTokens();
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			assertThat(seen.add(tokens.get())).isTrue();
		}
		assertThat(seen).allSatisfy((token) -> assertThat(token).matches("[0-9a-f]{24}"));
	}

}
