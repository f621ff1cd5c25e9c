package dev.syncedstore.sample.docs;

/**
 * Sends mail to users.
 */
interface MailSender {

	/**
	 * Whether a user has an address.
	 * @param userId the user
	 * @return {@code true} if mail can be sent
	 */
	boolean knows(String userId);

	/**
	 * Send mail.
	 * @param userId the user
	 * @param text what to say
	 * @param key what is sent again with the same key is dropped
	 */
	void send(String userId, String text, String key);

}
