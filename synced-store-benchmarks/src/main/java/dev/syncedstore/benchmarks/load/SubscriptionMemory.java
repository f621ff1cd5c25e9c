package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.compare.Bound;
import dev.syncedstore.benchmarks.compare.Comparison;
import dev.syncedstore.benchmarks.compare.Contest;
import dev.syncedstore.benchmarks.compare.Form;
import dev.syncedstore.benchmarks.compare.Line;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.driver.StompConnection;
import dev.syncedstore.benchmarks.server.ProcessResources;

/**
 * What subscriptions take of a server's memory, each with a connection of its own.
 */
public final class SubscriptionMemory implements Comparison {

	private static final double KILOBYTE = 1024;

	private static final long SETTLED_BYTES = 64 * 1024;

	private static final int SPACES = 100;

	private static final int PATIENCE_SECONDS = 60;

	private static final Line HEAP = new Line(14, "heap",
			"heap after GC for a subscription with a connection of its own: 1,000 over 100 spaces (500 in the short form)",
			"–", "KB", Bound.atMost(64));

	private static final Line RESIDENT = new Line(14, "resident",
			"the server's resident memory with these subscriptions, after GC, under -Xmx1g", "–", "MB",
			Bound.atMost(1_024));

	@Override
	public List<Line> lines() {
		return List.of(HEAP, RESIDENT);
	}

	@Override
	public Contest open(Form form) throws Exception {
		Site site = Site.open("subscription_memory");
		Texts texts = new Texts(14);
		for (int space = 0; space < SPACES; space++) {
			List<String> items = new ArrayList<>();
			for (int number = 0; number < 20; number++) {
				items.add(PushingClient.putArgs("k" + number, texts.next()));
			}
			site.put(space(space), "filling", items);
		}
		return new Subscribing(site, form.size(1_000, 500));
	}

	private static String space(int number) {
		return "s" + number;
	}

	private record Subscribing(Site site, int subscriptions) implements Contest {

		@Override
		public Map<String, Double> baseline(Duration slice) {
			return Map.of();
		}

		@Override
		public Map<String, Double> candidate(Duration slice) throws Exception {
			ProcessResources server = this.site.application().resources();
			long before = settledHeap(server);
			List<StompConnection> connections = new ArrayList<>();
			CountDownLatch subscribed = new CountDownLatch(this.subscriptions);
			for (int number = 0; number < this.subscriptions; number++) {
				StompConnection connection = StompConnection.open(this.site.loop(), this.site.application().port(),
						this.site.session());
				connections.add(connection);
				connection.subscribe(space(number % SPACES), "subscriber-" + number, (json) -> subscribed.countDown());
			}
			if (!subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException(subscribed.getCount() + " subscriptions have not begun");
			}
			long heap = server.heapAfterCollection() - before;
			double resident = server.residentBytes() / KILOBYTE / KILOBYTE;
			for (StompConnection connection : connections) {
				if (connection.failure() != null) {
					throw new IOException("A connection was closed", connection.failure());
				}
				connection.close();
			}
			return Map.of(HEAP.name(), heap / KILOBYTE / this.subscriptions, RESIDENT.name(), resident);
		}

		/** Once what was closed before is gone. */
		private static long settledHeap(ProcessResources server) throws IOException {
			long heap = server.heapAfterCollection();
			long next = server.heapAfterCollection();
			while (heap - next > SETTLED_BYTES) {
				heap = next;
				next = server.heapAfterCollection();
			}
			return next;
		}

		@Override
		public void close() throws IOException {
			this.site.close();
		}

	}

}
