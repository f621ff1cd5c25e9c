package dev.syncedstore.test.simulation;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;
import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Delta;
import dev.syncedstore.core.protocol.PullResponse;
import dev.syncedstore.core.protocol.PushResponse;

/**
 * Changes what a client is told, as a client would that doesn't listen well.
 */
final class TamperedTransport implements SyncTransport {

	private static final int OK = 200;

	private final SyncTransport transport;

	private final UnaryOperator<Delta> pokes;

	private final UnaryOperator<PullResponse> pulls;

	private final UnaryOperator<PushResponse> pushes;

	private final WireCodec codec = new WireCodec();

	TamperedTransport(SyncTransport transport, UnaryOperator<Delta> pokes, UnaryOperator<PullResponse> pulls,
			UnaryOperator<PushResponse> pushes) {
		this.transport = transport;
		this.pokes = pokes;
		this.pulls = pulls;
		this.pushes = pushes;
	}

	/** One that changes the deltas of pokes and pulls alike. */
	static TamperedTransport ofDeltas(SyncTransport transport, UnaryOperator<Delta> deltas) {
		return new TamperedTransport(transport, deltas, (pull) -> new PullResponse(deltas.apply(pull.delta()),
				pull.userId(), pull.schemaVersion(), pull.reset(), pull.nextPage()), UnaryOperator.identity());
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		return this.transport.post(request).thenApply((response) -> {
			if (response.status() != OK) {
				return response;
			}
			String body = request.path().endsWith("/pull")
					? this.codec.writePullResponse(this.pulls.apply(this.codec.readPullResponse(response.body())))
					: this.codec.writePushResponse(this.pushes.apply(this.codec.readPushResponse(response.body())));
			return new TransportResponse(OK, response.retryAfter(), body);
		});
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		return this.transport.connect(headers, new PokeConnectionListener() {

			@Override
			public void connected() {
				listener.connected();
			}

			@Override
			public void message(String subscriptionId, Map<String, String> headers, String body) {
				WireCodec codec = TamperedTransport.this.codec;
				listener.message(subscriptionId, headers, body.isEmpty() ? body
						: codec.writeDelta(TamperedTransport.this.pokes.apply(codec.readDelta(body))));
			}

			@Override
			public void closed(String reason) {
				listener.closed(reason);
			}

		});
	}

}
