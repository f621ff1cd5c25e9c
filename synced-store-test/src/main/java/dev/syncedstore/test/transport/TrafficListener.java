package dev.syncedstore.test.transport;

import dev.syncedstore.client.transport.TransportRequest;

/**
 * Sees every message at the client's end of the network.
 */
public interface TrafficListener {

	/** Looks away. */
	TrafficListener NONE = new TrafficListener() {
	};

	/**
	 * A client sends a request, whatever becomes of it.
	 * @param userId the user who is signed in
	 * @param request the request
	 */
	default void sent(String userId, TransportRequest request) {
	}

	/**
	 * Something reaches a client: the body of an answer, a poke, or what stands in their
	 * headers.
	 * @param userId the user who is signed in
	 * @param text what comes
	 */
	default void received(String userId, String text) {
	}

}
