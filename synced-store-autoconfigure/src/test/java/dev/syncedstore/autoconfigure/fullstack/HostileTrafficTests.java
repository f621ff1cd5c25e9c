package dev.syncedstore.autoconfigure.fullstack;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.syncedstore.server.poke.PokeHub;
import dev.syncedstore.server.poke.stomp.StompEndpoint;
import dev.syncedstore.server.web.SyncHandlerMapping;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random and broken requests and STOMP frames, each made of a seed of its own:
 * {@code -Dfuzz.count=100000} sends as many, {@code -Dfuzz.seed=42 -Dfuzz.count=1} that
 * one again.
 */
class HostileTrafficTests {

	private static final Logger logger = LoggerFactory.getLogger(HostileTrafficTests.class);

	private static final long SEED = Long.getLong("fuzz.seed", 1);

	private static final int COUNT = Integer.getInteger("fuzz.count", 3_000);

	private static final int SENDERS = 4;

	private static final int WARM_UP = 300;

	private static final long MEBIBYTE = 1 << 20;

	@Test
	void nothingThatIsSentHarmsTheServerOrAnybodyElse() throws InterruptedException {
		try (TestApplication application = TestApplication.start(AnybodysApplication.class,
				"server.tomcat.threads.max=20", "server.tomcat.threads.min-spare=20",
				"logging.level.dev.syncedstore=off", "synced-store.limits.pushes-per-second=100000",
				"synced-store.limits.pulls-per-second=100000", "synced-store.limits.bytes-per-second=1GB");
				StompClient bystander = StompClient.open(application.pokeUri(), "Authorization",
						TestApplication.basic("bystander"))) {
			application.post("bystander", "/synced-store/todo/of-the-bystander/push",
					TestApplication.pushBody("bystander-1", "\"bystander\"",
							SyncLoopTests.mutation(1, "setNote", "{\"text\":\"note of the bystander\"}")));
			bystander.connect().subscribe("s1", "/spaces/todo/of-the-bystander", "bystander-1");
			bystander.awaitFrame("subscription:s1");
			// The first ones make the server load and cache what it needs.
			send(application, Long.MIN_VALUE, Math.min(COUNT, WARM_UP));
			long heap = usedHeap();
			int threads = Thread.activeCount();
			send(application, SEED, COUNT);
			everythingIsAsBefore(application, threads);
			assertThat(usedHeap() - heap).as("growth of the heap").isLessThan(64 * MEBIBYTE);
			assertThat(bystander.isClosed()).isFalse();
			assertThat(bystander.frames()).allMatch((frame) -> frame.startsWith("CONNECTED")
					|| frame.contains("\"patches\":[]") && frame.contains("\"max_included_version\":1"));
			assertThat(application.push("bystander", "bystander-2", 1, "addTodo", "{\"id\":\"a\",\"text\":\"fine\"}")
				.body()).contains("\"rejected_mutations\":[]");
		}
	}

	private static void send(TestApplication application, long firstSeed, int count) throws InterruptedException {
		FuzzMessages messages = new FuzzMessages();
		AtomicLong next = new AtomicLong();
		AtomicReference<Throwable> failure = new AtomicReference<>();
		ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
		for (int i = 0; i < SENDERS; i++) {
			senders.execute(() -> {
				for (long n = next.getAndIncrement(); n < count && failure.get() == null; n = next.getAndIncrement()) {
					try {
						new FuzzCase(messages, firstSeed + n).run(application);
					}
					catch (RuntimeException | AssertionError ex) {
						failure.compareAndSet(null, new AssertionError(
								"Reproduce by -Dfuzz.seed=" + (firstSeed + n) + " -Dfuzz.count=1", ex));
					}
				}
			});
		}
		senders.shutdown();
		assertThat(senders.awaitTermination(1, TimeUnit.HOURS)).isTrue();
		if (failure.get() instanceof AssertionError error) {
			throw error;
		}
		logger.warn("{} requests and conversations were sent", count);
	}

	private static void everythingIsAsBefore(TestApplication application, int threads) {
		StompEndpoint endpoint = application.context().getBean(StompEndpoint.class);
		PokeHub hub = application.context().getBean(PokeHub.class);
		SyncHandlerMapping mapping = application.context().getBean(SyncHandlerMapping.class);
		Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
			assertThat(endpoint.connections()).as("connections").isEqualTo(1);
			assertThat(endpoint.users()).as("users with connections").isEqualTo(1);
			assertThat(hub.subscriptions()).as("subscriptions").isEqualTo(1);
			assertThat(mapping.waitingRequests()).as("requests").isZero();
			assertThat(mapping.heldBytes()).as("bytes of requests and answers").isZero();
			assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads + 10);
		});
	}

	private static long usedHeap() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return least;
	}

}
