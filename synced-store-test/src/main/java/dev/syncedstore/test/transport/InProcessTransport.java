package dev.syncedstore.test.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.syncedstore.client.transport.PokeConnection;
import dev.syncedstore.client.transport.PokeConnectionListener;
import dev.syncedstore.client.transport.SyncTransport;
import dev.syncedstore.client.transport.TransportRequest;
import dev.syncedstore.client.transport.TransportResponse;

/**
 * One client's way to a server in the same process. Nothing is answered before the call
 * returns; how long it takes and what goes wrong, the conditions of the network say.
 * Belongs to the thread of its virtual time.
 */
public final class InProcessTransport implements SyncTransport {

	private final Network network;

	private final String userId;

	private final List<InProcessConnection> connections = new ArrayList<>();

	private boolean online = true;

	/**
	 * Create a transport.
	 * @param network what it is part of
	 * @param userId the user who is signed in
	 */
	public InProcessTransport(Network network, String userId) {
		this.network = network;
		this.userId = userId;
	}

	/**
	 * Cut the network, or mend it. Cut, connections break, requests fail, and answers to
	 * earlier ones are lost.
	 * @param online whether anything gets through
	 */
	public void online(boolean online) {
		this.online = online;
		if (!online) {
			connections().forEach((connection) -> connection.broke("The network is cut"));
		}
	}

	/**
	 * Whether anything gets through.
	 * @return {@code false} while the network is cut
	 */
	public boolean isOnline() {
		return this.online;
	}

	/**
	 * The connections for pokes that are open or about to be.
	 * @return the connections
	 */
	public List<InProcessConnection> connections() {
		this.connections.removeIf(InProcessConnection::isOver);
		return List.copyOf(this.connections);
	}

	@Override
	public CompletionStage<TransportResponse> post(TransportRequest request) {
		this.network.traffic().sent(this.userId, request);
		return new Exchange(this.network, this.userId, this::isOnline, request).start();
	}

	@Override
	public PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener) {
		InProcessConnection connection = new InProcessConnection(this.network, this.userId, listener);
		this.connections.add(connection);
		this.network.travel(() -> {
			if (this.online) {
				connection.opened();
			}
			else {
				connection.broke("The network is cut");
			}
		});
		return connection;
	}

}
