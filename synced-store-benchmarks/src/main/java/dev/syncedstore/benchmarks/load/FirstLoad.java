package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.client.SyncedStore;

/**
 * A client that has nothing, until its store shows all entries of a space.
 */
final class FirstLoad implements Trial {

	private static final String SPACE = "large";

	private static final int PATIENCE_SECONDS = 60;

	private final Site site;

	private final int entries;

	FirstLoad(Site site, int entries) throws IOException {
		this.site = site;
		this.entries = entries;
		Texts texts = new Texts(1);
		site.put(SPACE, "filling",
				IntStream.range(0, entries)
					.mapToObj((number) -> PushingClient.putArgs("k" + number, texts.next()))
					.toList());
	}

	@Override
	public double baseline() throws Exception {
		long start = System.nanoTime();
		PlainReader reader = new PlainReader();
		reader.read(this.site.rows(SPACE, 0), Map.of());
		double millis = Millis.since(start);
		check(reader.size());
		return millis;
	}

	@Override
	public double candidate() throws Exception {
		long start = System.nanoTime();
		try (SyncedStore store = this.site.store(SPACE)) {
			store.waitForServerData().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
			double millis = Millis.since(start);
			check(store.snapshot().view().size());
			return millis;
		}
	}

	private void check(int size) {
		if (size != this.entries) {
			throw new IllegalStateException("There are " + size + " entries instead of " + this.entries);
		}
	}

}
