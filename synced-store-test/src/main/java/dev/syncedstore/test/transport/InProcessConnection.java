package dev.syncedstore.test.transport;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.poke.Poke;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeReceiver;
import dev.syncedstore.server.poke.PokeSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A connection for pokes to a server in the same process, and what can happen to it.
 */
public final class InProcessConnection implements PokeConnection {

	/** How long heart-beats stay away before somebody believes it. */
	private static final Duration SILENCE = Duration.ofSeconds(30);

	private static final String DESTINATION = "/spaces/";

	private final Network network;

	private final String userId;

	private final PokeConnectionListener listener;

	private final Map<String, PokeHandle> subscriptions = new HashMap<>();

	private final PokeLane lane;

	private boolean silent;

	private boolean over;

	private boolean closed;

	InProcessConnection(Network network, String userId, PokeConnectionListener listener) {
		this.network = network;
		this.userId = userId;
		this.listener = listener;
		this.lane = new PokeLane(network);
	}

	/**
	 * Break the connection so that the client notices at once, and the server soon.
	 */
	public void disconnect() {
		if (!this.over) {
			this.network.counts().add(Fault.DISCONNECTED);
			broke("The connection broke");
		}
	}

	/**
	 * Break the connection so that nobody notices before heart-beats fail to come.
	 */
	public void halfOpen() {
		if (!this.over && !this.silent) {
			this.network.counts().add(Fault.HALF_OPEN);
			this.silent = true;
			this.network.time().schedule(SILENCE, () -> broke("Nothing came for " + SILENCE.toSeconds() + " s"));
		}
	}

	@Override
	public void subscribe(String id, String destination, Map<String, String> headers) {
		this.network.travel(() -> {
			if (isThrough() && !this.subscriptions.containsKey(id)) {
				subscribed(id, destination, headers);
			}
		});
	}

	@Override
	public void unsubscribe(String id) {
		this.network.travel(() -> {
			PokeHandle handle = isThrough() ? this.subscriptions.remove(id) : null;
			if (handle != null) {
				handle.close();
			}
		});
	}

	@Override
	public void close() {
		this.over = true;
		this.closed = true;
		this.network.travel(this::forget);
	}

	void opened() {
		if (isThrough()) {
			this.listener.connected();
		}
	}

	void broke(String reason) {
		if (!this.over) {
			this.over = true;
			this.network.time().schedule(Duration.ZERO, () -> tellEnd(reason));
			this.network.travel(this::forget);
		}
	}

	private void tellEnd(String reason) {
		if (!this.closed) {
			this.listener.closed(reason);
		}
	}

	boolean isOver() {
		return this.over;
	}

	private boolean isThrough() {
		return !this.over && !this.silent;
	}

	/** The server notices, too. */
	private void forget() {
		this.subscriptions.values().forEach(PokeHandle::close);
		this.subscriptions.clear();
	}

	private void subscribed(String id, String destination, Map<String, String> headers) {
		Receiver receiver = new Receiver(id);
		PokeSubscription subscription = parse(destination, headers);
		if (subscription == null) {
			receiver.ended(ProblemCode.INVALID_REQUEST, "A header of SUBSCRIBE is missing or wrong");
			return;
		}
		// A refusal may come before the handle.
		this.subscriptions.put(id, () -> {
		});
		PokeHandle handle = this.network.server().subscribe(subscription, receiver);
		this.subscriptions.replace(id, handle);
	}

	private @Nullable PokeSubscription parse(String destination, Map<String, String> headers) {
		String[] space = destination.startsWith(DESTINATION) ? destination.substring(DESTINATION.length()).split("/")
				: new String[0];
		String clientId = headers.get("client-id");
		String schemaVersion = headers.get("schema-version");
		if (space.length != 2 || clientId == null || schemaVersion == null) {
			return null;
		}
		return new PokeSubscription(new SpaceId(space[0], space[1]), this.userId, clientId,
				Integer.parseInt(schemaVersion));
	}

	private void receive(String id, Map<String, String> headers, String body) {
		if (isThrough()) {
			this.network.traffic().received(this.userId, headers.toString());
			this.network.traffic().received(this.userId, body);
			this.listener.message(id, headers, body);
		}
	}

	/**
	 * The server's end of one subscription.
	 */
	private final class Receiver implements PokeReceiver {

		private final String id;

		Receiver(String id) {
			this.id = id;
		}

		@Override
		public void poked(Poke poke) {
			String body = poke.json();
			Fault fault = InProcessConnection.this.network.fault(Fault.OF_POKES);
			if (fault == Fault.DISCONNECTED) {
				disconnect();
			}
			else if (fault == Fault.HALF_OPEN) {
				halfOpen();
			}
			else {
				InProcessConnection.this.lane.send(() -> receive(this.id, headers(), body), fault);
			}
		}

		@Override
		public void ended(ProblemCode code, String detail) {
			InProcessConnection.this.subscriptions.remove(this.id);
			Map<String, String> headers = headers();
			headers.put("code", code.code());
			headers.put("message", detail);
			InProcessConnection.this.lane.send(() -> receive(this.id, headers, ""), null);
		}

		private Map<String, String> headers() {
			Map<String, String> headers = new HashMap<>();
			headers.put("subscription", this.id);
			headers.put("content-type", "application/json");
			return headers;
		}

	}

}
