package dev.syncedstore.sample.docs;

import org.springframework.stereotype.Component;

/**
 * Sends nothing: the sample, whose package is scanned with these, has no mail server.
 */
@Component
class SilentMail implements MailSender {

	@Override
	public boolean knows(String userId) {
		return false;
	}

	@Override
	public void send(String userId, String text, String key) {
		throw new IllegalStateException("There is no mail server");
	}

}
