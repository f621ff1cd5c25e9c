package dev.syncedstore.benchmarks.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.storage.ClientStorage;
import dev.syncedstore.core.Scan;

/**
 * How long a caller waits for {@code mutate}.
 */
final class MutateComparison implements Comparison {

	private static final String MEDIAN = "mutate p50";

	private static final String TAIL = "mutate p99";

	private static final int ENTRIES = 100_000;

	private static final int SUBSCRIPTIONS = 1_000;

	/** From one mutation to the next: faster than any user, and the disk keeps up. */
	private static final long INTERVAL_NANOS = 200_000;

	@Override
	public List<Line> lines() {
		String what = " of a Java client with 100,000 entries and 1,000 subscriptions, "
				+ "durable against the end of the process, 5,000 a second";
		return List.of(new Line(11, MEDIAN, "median duration of mutate" + what, "–", "µs", Bound.atMost(20)),
				new Line(11, TAIL, "99th percentile" + what, "–", "µs", Bound.atMost(200)));
	}

	@Override
	public Contest open(Form form) throws IOException {
		return new Mutates();
	}

	private static final class Mutates implements Contest {

		private final Path folder = Files.createTempDirectory("mutate");

		private final SyncedStore store;

		private final LongAdder told = new LongAdder();

		private int made;

		Mutates() throws IOException {
			this.store = LoadedServer.openStore(ENTRIES,
					(builder) -> builder.storage(ClientStorage.inFolder(this.folder)));
			for (int i = 0; i < SUBSCRIPTIONS; i++) {
				subscribe(i);
			}
		}

		/** Half of them watch a task, the others all tasks whose ids begin alike. */
		private void subscribe(int i) {
			String id = Tasks.id(i);
			if (i % 2 == 0) {
				this.store.subscribe((ctx) -> ctx.table(Tasks.TASKS).get(id), (task) -> this.told.increment());
			}
			else {
				Scan alike = Scan.prefix(id.substring(0, Math.min(4, id.length())));
				this.store.subscribe((ctx) -> ctx.table(Tasks.TASKS).scan(alike), (tasks) -> this.told.increment());
			}
		}

		@Override
		public Map<String, Double> baseline(Duration slice) {
			return Map.of();
		}

		@Override
		public Map<String, Double> candidate(Duration slice) {
			long[] nanos = new long[(int) (slice.toNanos() / INTERVAL_NANOS) + 1];
			long next = System.nanoTime();
			for (int i = 0; i < nanos.length; i++) {
				while (System.nanoTime() < next) {
					Thread.onSpinWait();
				}
				next = Math.max(next + INTERVAL_NANOS, System.nanoTime());
				String id = Tasks.id(this.made % ENTRIES);
				long begin = System.nanoTime();
				this.store.mutate(Tasks::rank, new Tasks.Rank(id, ++this.made));
				nanos[i] = System.nanoTime() - begin;
			}
			Arrays.sort(nanos);
			return Map.of(MEDIAN, nanos[nanos.length / 2] / 1e3, TAIL, nanos[nanos.length * 99 / 100] / 1e3);
		}

		@Override
		public void close() throws IOException {
			this.store.close();
			try (Stream<Path> files = Files.walk(this.folder)) {
				for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.deleteIfExists(each);
				}
			}
			if (this.told.sum() < SUBSCRIPTIONS) {
				throw new IllegalStateException("Not all subscriptions were told anything");
			}
		}

	}

}
