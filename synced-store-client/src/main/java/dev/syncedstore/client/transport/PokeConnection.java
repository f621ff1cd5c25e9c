package dev.syncedstore.client.transport;

import java.util.Map;

/**
 * A connection that brings pokes. Methods return at once and never throw because of the
 * network: a failure is told to the listener.
 */
public interface PokeConnection {

	/**
	 * Ask for the pokes of a destination.
	 * @param id names the subscription on this connection
	 * @param destination the destination
	 * @param headers further headers
	 */
	void subscribe(String id, String destination, Map<String, String> headers);

	/**
	 * End a subscription.
	 * @param id the subscription
	 */
	void unsubscribe(String id);

	/** Close the connection. The listener hears nothing more. */
	void close();

	/**
	 * Close the connection, which seems to be dead: whoever shares it has to make another
	 * one.
	 */
	default void abandon() {
		close();
	}

}
