package dev.syncedstore.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.syncedstore.benchmarks.driver.Delta;
import dev.syncedstore.benchmarks.driver.HttpConnection;
import dev.syncedstore.benchmarks.driver.PullingClient;
import dev.syncedstore.benchmarks.driver.PushingClient;
import dev.syncedstore.benchmarks.server.BenchmarkMutators;
import dev.syncedstore.benchmarks.server.Put;
import dev.syncedstore.client.SyncedStore;

/**
 * Mutations that were made offline, from the reconnect until all are confirmed.
 */
final class OfflineMutations implements Trial {

	private static final String SPACE = "offline";

	private static final int PUSH_SIZE = 500;

	private static final int PATIENCE_SECONDS = 60;

	private final int mutations;

	private final Texts texts = new Texts(3);

	private final SyncedStore store;

	private final HttpConnection connection;

	private final PushingClient pushing;

	private final PullingClient pulling;

	private Delta known;

	OfflineMutations(Site site, int mutations) throws Exception {
		this.mutations = mutations;
		site.put(SPACE, "filling", args());
		this.connection = HttpConnection.open(site.loop(), site.application().port());
		this.pushing = new PushingClient(site.session(), SPACE, "raw");
		this.pulling = new PullingClient(this.connection, site.session(), SPACE, "raw");
		this.known = this.pulling.pull(null, (page) -> {
		});
		this.store = site.store(SPACE);
		this.store.waitForServerData().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public double baseline() throws IOException {
		this.known = this.pulling.pull(this.known, (page) -> {
		});
		List<String> args = args();
		List<byte[]> pushes = new ArrayList<>();
		for (int from = 0; from < args.size(); from += PUSH_SIZE) {
			pushes.add(this.pushing.push("put", args.subList(from, Math.min(args.size(), from + PUSH_SIZE))));
		}
		long start = System.nanoTime();
		for (byte[] push : pushes) {
			this.connection.exchange(push).ok();
		}
		this.connection.exchange(this.pulling.request(this.known, null)).ok();
		return Millis.since(start);
	}

	@Override
	public double candidate() throws Exception {
		this.store.waitForSync().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		this.store.goOffline();
		CompletableFuture<?>[] confirmed = IntStream.range(0, this.mutations)
			.mapToObj((number) -> this.store.mutate(BenchmarkMutators::put, new Put("k" + number, this.texts.next()))
				.confirmed())
			.toArray(CompletableFuture[]::new);
		long start = System.nanoTime();
		this.store.goOnline();
		CompletableFuture.allOf(confirmed).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		return Millis.since(start);
	}

	private List<String> args() {
		return IntStream.range(0, this.mutations)
			.mapToObj((number) -> PushingClient.putArgs("k" + number, this.texts.next()))
			.toList();
	}

	@Override
	public void close() {
		this.store.close();
		this.connection.close();
	}

}
