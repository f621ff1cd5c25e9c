package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.server.BenchmarkMutators;
import dev.syncedstore.benchmarks.server.Item;
import dev.syncedstore.client.SyncedStore;

/**
 * A client that was away for some thousand mutations, until it shows the last of them.
 */
final class CatchUp implements Trial {

	private static final String SPACE = "missed";

	/** Changed last. */
	private static final String LAST = "last";

	private static final int PATIENCE_SECONDS = 60;

	private final Site site;

	private final int missed;

	private final Texts texts = new Texts(2);

	private final PlainReader reader = new PlainReader();

	private final SyncedStore store;

	private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();

	private long version;

	private int rounds;

	/**
	 * Create the trial.
	 * @param missed how many mutations are missed each time, half as many as the space
	 * has entries
	 */
	CatchUp(Site site, int missed) throws Exception {
		this.site = site;
		this.missed = missed;
		miss(0, 2 * missed);
		this.reader.read(site.rows(SPACE, 0), Map.of());
		this.store = site.store(SPACE);
		this.store.subscribe((ctx) -> ctx.table(BenchmarkMutators.ITEMS).get(LAST).map(Item::text),
				(text) -> text.ifPresent(this.shown::add));
		awaitShown();
	}

	@Override
	public double baseline() throws Exception {
		long before = this.version;
		miss(0, this.missed);
		long start = System.nanoTime();
		int read = this.reader.read(this.site.rows(SPACE, before), Map.of());
		double millis = Millis.since(start);
		if (read != this.missed) {
			throw new IllegalStateException("Read " + read + " rows instead of " + this.missed);
		}
		return millis;
	}

	@Override
	public double candidate() throws Exception {
		this.store.goOffline();
		miss(this.missed, this.missed);
		long start = System.nanoTime();
		this.store.goOnline();
		awaitShown();
		return Millis.since(start);
	}

	/** The next mutations, each of an entry of its own. */
	private void miss(int from, int count) throws IOException {
		this.rounds++;
		List<String> args = new ArrayList<>();
		for (int number = from; number < from + count - 1; number++) {
			args.add(PushingClient.putArgs("k" + number, this.texts.next()));
		}
		args.add(PushingClient.putArgs(LAST, String.valueOf(this.rounds)));
		this.site.put(SPACE, "round" + this.rounds, args);
		this.version += count;
	}

	private void awaitShown() throws InterruptedException {
		String expected = String.valueOf(this.rounds);
		Optional<String> text;
		do {
			text = Optional.ofNullable(this.shown.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
		}
		while (text.isPresent() && !text.get().equals(expected));
		if (text.isEmpty()) {
			throw new IllegalStateException("The client doesn't catch up");
		}
	}

	@Override
	public void close() {
		this.store.close();
	}

}
