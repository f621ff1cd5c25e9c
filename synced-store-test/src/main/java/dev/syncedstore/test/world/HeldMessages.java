package dev.syncedstore.test.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;

/**
 * A gate in a client's line. While it is shut, messages of both directions pile up before
 * it, in the order they came.
 */
final class HeldMessages implements SyncTransport {

	private final SyncTransport transport;

	private final List<Runnable> held = new ArrayList<>();

	private boolean shut;

	HeldMessages(SyncTransport transport) {
		this.transport = transport;
	}

	void shut() {
		this.shut = true;
	}

	boolean isShut() {
		return this.shut;
	}

	int size() {
		return this.held.size();
	}

	/** Let the message pass that has waited longest. */
	boolean passOne() {
		if (this.held.isEmpty()) {
			return false;
		}
		this.held.remove(0).run();
		return true;
	}

	void reverse() {
		Collections.reverse(this.held);
	}

	void drop() {
		this.held.clear();
	}

	void open() {
		this.shut = false;
		List<Runnable> waiting = List.copyOf(this.held);
		this.held.clear();
		waiting.forEach(Runnable::run);
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
		pass(() -> this.transport.post(request).whenComplete((response, failure) -> {
			if (failure != null) {
				answer.completeExceptionally(failure);
			}
			else {
				pass(() -> answer.complete(response));
			}
		}));
		return answer;
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		return this.transport.connect(headers, new PokeConnectionListener() {

			private boolean closed;

			@Override
			public void connected() {
				listener.connected();
			}

			@Override
			public void message(String subscriptionId, Map<String, String> headers, String body) {
				pass(() -> {
					if (!this.closed) {
						listener.message(subscriptionId, headers, body);
					}
				});
			}

			@Override
			public void closed(String reason) {
				this.closed = true;
				listener.closed(reason);
			}

		});
	}

	private void pass(Runnable message) {
		if (this.shut) {
			this.held.add(message);
		}
		else {
			message.run();
		}
	}

}
