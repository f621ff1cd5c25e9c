package dev.syncedstore.test.world;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.test.transport.SilentConnection;

/**
 * What a process sends over. One that is killed in the middle of something sends nothing
 * more.
 */
final class ProcessTransport implements SyncTransport {

	private final SyncTransport transport;

	private final ProcessScheduler process;

	ProcessTransport(SyncTransport transport, ProcessScheduler process) {
		this.transport = transport;
		this.process = process;
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		return this.process.isDead() ? new CompletableFuture<>() : this.transport.post(request);
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		return this.process.isDead() ? SilentConnection.INSTANCE : this.transport.connect(headers, listener);
	}

}
