package dev.syncedstore.benchmarks.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.core.Entry;
import dev.syncedstore.core.Scan;

/**
 * Reading a part of a table in order.
 */
final class ScanComparison implements Comparison {

	private static final String NAME = "scan";

	private static final int ENTRIES = 100_000;

	private static final int SCANNED = 1_000;

	@Override
	public List<Line> lines() {
		return List.of(new Line(11, NAME, "scans of 1,000 of 100,000 entries of a Java client's table",
				"TreeMap.tailMap with the same keys and values, iterated as far", "entries/s",
				Bound.atLeastTimes(0.3)));
	}

	@Override
	public Contest open(Form form) {
		return new Scans();
	}

	private static final class Scans implements Contest {

		private final Random random = new Random(7);

		private final NavigableMap<String, Tasks.Task> map = new TreeMap<>();

		private final SyncedStore store = LoadedServer.openStore(ENTRIES, (builder) -> {
		});

		/** What was read, so that nobody finds out that reading is for nothing. */
		private long sum;

		Scans() {
			for (int number : Tasks.inOrder(ENTRIES)) {
				this.map.put(Tasks.id(number), Tasks.task(number, 0));
			}
		}

		@Override
		public Map<String, Double> baseline(Duration slice) {
			return Map.of(NAME, entriesPerSecond(slice, (number) -> {
				int count = 0;
				for (Map.Entry<String, Tasks.Task> entry : this.map.tailMap(Tasks.id(number), false).entrySet()) {
					this.sum += entry.getKey().length() + entry.getValue().rank();
					if (++count == SCANNED) {
						break;
					}
				}
				return count;
			}));
		}

		@Override
		public Map<String, Double> candidate(Duration slice) {
			return Map.of(NAME, entriesPerSecond(slice, (number) -> {
				List<Entry<Tasks.Task>> entries = this.store
					.query((ctx) -> ctx.table(Tasks.TASKS).scan(Scan.all().after(Tasks.id(number)).limit(SCANNED)));
				for (Entry<Tasks.Task> entry : entries) {
					this.sum += entry.key().length() + entry.value().rank();
				}
				return entries.size();
			}));
		}

		private double entriesPerSecond(Duration slice, IntUnaryOperator scan) {
			long begin = System.nanoTime();
			long end = begin + slice.toNanos();
			long entries = 0;
			while (System.nanoTime() < end) {
				entries += scan.applyAsInt(this.random.nextInt(ENTRIES));
			}
			return entries * 1e9 / (System.nanoTime() - begin);
		}

		@Override
		public void close() {
			this.store.close();
			if (this.sum == 0) {
				throw new IllegalStateException("Nothing was read");
			}
		}

	}

}
