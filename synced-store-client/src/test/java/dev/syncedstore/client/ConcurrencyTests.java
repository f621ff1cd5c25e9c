package dev.syncedstore.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.core.MutationContext;
import dev.syncedstore.core.Mutator;
import dev.syncedstore.core.Mutators;
import dev.syncedstore.core.ReadContext;
import dev.syncedstore.core.Table;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads at one store, with the threads of a running application.
 */
class ConcurrencyTests {

	private static final int THREADS = 8;

	private static final int MUTATIONS = 500;

	private final CountingServer server = new CountingServer(new CountMutators());

	@Test
	void whatManyThreadsMutateWhileDeltasComeInIsNeitherLostNorDoubled() throws Exception {
		try (SyncedStore store = open("main")) {
			store.waitForServerData().get(1, TimeUnit.MINUTES);
			Queue<Long> ids = new ConcurrentLinkedQueue<>();
			AtomicInteger confirmed = new AtomicInteger();
			List<Integer> told = new ArrayList<>();
			store.subscribe(ConcurrencyTests::count, told::add);
			AtomicBoolean over = new AtomicBoolean();
			ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
			CountDownLatch start = new CountDownLatch(1);
			List<Future<?>> work = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				work.add(threads.submit(() -> {
					start.await();
					int seen = 0;
					for (int i = 0; i < MUTATIONS; i++) {
						MutationResult result = store.mutate(CountMutators::increment, new Increment("total"));
						ids.add(result.id());
						result.confirmed().thenRun(confirmed::incrementAndGet);
						int now = store.query(ConcurrencyTests::count);
						assertThat(now).as("own writes are read, and stay").isGreaterThan(seen);
						seen = now;
					}
					return null;
				}));
			}
			Future<?> others = threads.submit(() -> {
				start.await();
				for (int i = 0; !over.get(); i++) {
					this.server.setByOthers("counts/other", "{\"number\":" + i + "}");
					while (this.server.isAheadOf(store.snapshot().base()) && !over.get()) {
						Thread.onSpinWait();
					}
				}
				return null;
			});
			start.countDown();
			for (Future<?> each : work) {
				each.get(2, TimeUnit.MINUTES);
			}
			over.set(true);
			others.get(1, TimeUnit.MINUTES);
			threads.shutdown();
			store.waitForSync().get(2, TimeUnit.MINUTES);

			int all = THREADS * MUTATIONS;
			assertThat(ids).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, all).boxed().toList());
			assertThat(this.server.processed())
				.containsExactlyElementsOf(LongStream.rangeClosed(1, all).boxed().toList());
			assertThat(confirmed).hasValue(all);
			assertThat(store.pendingCount()).isZero();
			assertThat(store.<Integer>query(ConcurrencyTests::count)).isEqualTo(all);
			assertThat(store.snapshot().view().get("counts/total"))
				.isEqualTo(this.server.entries().get("counts/total"));
			assertThat(store.snapshot().view().get("counts/other"))
				.isEqualTo(this.server.entries().get("counts/other"));
			assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(all);
		}
	}

	@Test
	void theStoresOwnThreadsEndWithIt() throws Exception {
		SyncedStore store = open("ends");
		store.waitForServerData().get(1, TimeUnit.MINUTES);
		assertThat(ownThreads()).isNotEmpty();
		store.close();
		for (Thread thread : ownThreads()) {
			thread.join(TimeUnit.MINUTES.toMillis(1));
			assertThat(thread.isAlive()).isFalse();
		}
	}

	private static List<Thread> ownThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().endsWith(" count/ends") && thread.isAlive())
			.toList();
	}

	@Test
	void aWatchedTableCanBeKeptInStepElsewhereWhateverManyThreadsDo() throws Exception {
		try (SyncedStore store = open("main")) {
			store.waitForServerData().get(1, TimeUnit.MINUTES);
			Map<String, Integer> copy = new ConcurrentHashMap<>();
			store.subscribeToTable(CountMutators.COUNTS, new CopyingListener(copy));
			ExecutorService threads = Executors.newFixedThreadPool(THREADS);
			List<Future<?>> work = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				String own = "own-" + thread;
				work.add(threads.submit(() -> {
					for (int i = 0; i < MUTATIONS; i++) {
						store.mutate(CountMutators::increment, new Increment(own));
					}
				}));
			}
			for (Future<?> each : work) {
				each.get(1, TimeUnit.MINUTES);
			}
			threads.shutdown();
			// Behind everything that is to be told.
			store.waitForSync().get(1, TimeUnit.MINUTES);
			for (int thread = 0; thread < THREADS; thread++) {
				assertThat(copy).containsEntry("own-" + thread, MUTATIONS);
			}
		}
	}

	private SyncedStore open(String instanceId) {
		return SyncedStore.builder()
			.space("count", instanceId)
			.credentials(Credentials.basic("alice", "secret"))
			.mutators(new CountMutators())
			.transport(this.server)
			.build();
	}

	private static int count(ReadContext ctx) {
		return ctx.table(CountMutators.COUNTS).get("total").map(Count::number).orElse(0);
	}

	/** Counts. */
	@Mutators(type = "count")
	public static final class CountMutators {

		static final Table<Count> COUNTS = Table.of("counts", Count.class);

		@Mutator
		public void increment(MutationContext ctx, Increment args) {
			int before = ctx.table(COUNTS).get(args.id()).map(Count::number).orElse(0);
			ctx.table(COUNTS).set(args.id(), new Count(before + 1));
		}

	}

	/** What is counted. */
	public record Count(int number) {
	}

	/** What to count. */
	public record Increment(String id) {
	}

	private record CopyingListener(Map<String, Integer> copy) implements TableListener<Count> {

		@Override
		public void added(String key, Count value) {
			assertThat(this.copy.put(key, value.number())).isNull();
		}

		@Override
		public void changed(String key, Count value, Count before) {
			assertThat(this.copy.put(key, value.number())).isEqualTo(before.number());
		}

	}

}
