package dev.syncedstore.client.transport;

import java.util.Map;

/**
 * Is told what happens on a connection, in order and by one thread at a time.
 */
public interface PokeConnectionListener {

	/** The connection is open, and the server knows the user. */
	void connected();

	/**
	 * A message came.
	 * @param subscriptionId the subscription it came on
	 * @param headers its headers
	 * @param body its body
	 */
	void message(String subscriptionId, Map<String, String> headers, String body);

	/**
	 * The connection could not be opened, broke or was closed by the server. Nothing
	 * follows.
	 * @param reason why, for a log
	 */
	void closed(String reason);

}
