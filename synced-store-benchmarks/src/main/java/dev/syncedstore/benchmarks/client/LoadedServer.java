package dev.syncedstore.benchmarks.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.syncedstore.client.SyncedStore;
import dev.syncedstore.client.SyncedStoreBuilder;
import dev.syncedstore.client.transport.Credentials;
import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.PullResponse;

/**
 * Answers a first pull with many entries, and that is all.
 */
final class LoadedServer implements SyncTransport {

	private final String answer;

	private LoadedServer(int entries) {
		Delta all = new Delta("e", "c", 0, 1, Tasks.patches(entries), Map.of(), List.of());
		this.answer = new WireCodec().writePullResponse(new PullResponse(all, "alice", 1, true, null));
	}

	/** A store that has its entries, and is offline. */
	static SyncedStore openStore(int entries, Consumer<SyncedStoreBuilder> customizer) {
		SyncedStoreBuilder builder = SyncedStore.builder()
			.space("tasks", "main")
			.mutators(new Tasks())
			.codecs(Tasks.CODECS)
			.credentials(Credentials.basic("alice", "secret"))
			.transport(new LoadedServer(entries));
		customizer.accept(builder);
		SyncedStore store = builder.build();
		store.waitForServerData().join();
		store.goOffline();
		return store;
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		return request.path().endsWith("/pull")
				? CompletableFuture.completedFuture(new TransportResponse(200, null, this.answer))
				: new CompletableFuture<>();
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		throw new IllegalStateException("There are no pokes here");
	}

}
