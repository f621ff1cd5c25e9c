package dev.syncedstore.client.stomp;

/**
 * An open connection that carries text. Methods return at once and keep their order.
 */
public interface TextChannel {

	/**
	 * Send a text.
	 * @param text the text
	 */
	void send(String text);

	/** Close the connection, after what was sent. */
	void close();

}
