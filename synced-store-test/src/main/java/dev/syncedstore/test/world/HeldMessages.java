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

	private final List<Held> held = new ArrayList<>();

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
		this.held.remove(0).message.run();
		return true;
	}

	void reverse() {
		Collections.reverse(this.held);
	}

	void drop() {
		this.held.clear();
	}

	/** The connections for pokes are broken, and what was under way on them is lost. */
	void broken() {
		this.held.removeIf(Held::poke);
	}

	void open() {
		this.shut = false;
		List<Held> waiting = List.copyOf(this.held);
		this.held.clear();
		waiting.forEach((each) -> each.message.run());
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
		pass(false, () -> this.transport.post(request).whenComplete((response, failure) -> {
			if (failure != null) {
				answer.completeExceptionally(failure);
			}
			else {
				pass(false, () -> answer.complete(response));
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
				pass(true, () -> {
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

	private void pass(boolean poke, Runnable message) {
		if (this.shut) {
			this.held.add(new Held(poke, message));
		}
		else {
			message.run();
		}
	}

	/**
	 * A message that waits.
	 *
	 * @param poke whether it came for a subscription
	 * @param message delivers it
	 */
	private record Held(boolean poke, Runnable message) {
	}

}
