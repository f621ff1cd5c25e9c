package dev.syncedstore.server.poke.stomp;

import org.jspecify.annotations.Nullable;

/**
 * A connection that texts can be sent on, one at a time, without blocking.
 */
interface TextChannel {

	/**
	 * Send a text. The next one may be sent after the callback.
	 * @param text the text
	 * @param sent is called once, on the calling thread or another
	 */
	void send(String text, Sent sent);

	/**
	 * Close the connection, whatever is being sent. Returns at once.
	 * @param code a status code of RFC 6455
	 * @param reason why, for people
	 */
	void close(int code, String reason);

	/**
	 * Is told how sending ended.
	 */
	@FunctionalInterface
	interface Sent {

		/**
		 * Sending has ended.
		 * @param failure why it failed, or {@code null} if it didn't
		 */
		void sent(@Nullable Throwable failure);

	}

}
