package dev.syncedstore.server.poke.stomp;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container's WebSocket: sends by its asynchronous endpoint, which never blocks the
 * caller.
 */
final class JakartaTextChannel implements TextChannel {

	private static final Logger logger = LoggerFactory.getLogger(JakartaTextChannel.class);

	private final Session session;

	private final Executor closer;

	JakartaTextChannel(Session session, Executor closer) {
		this.session = session;
		this.closer = closer;
	}

	@Override
	public void send(String text, Sent sent) {
		this.session.getAsyncRemote()
			.sendText(text, (result) -> sent.sent(result.isOK() ? null : result.getException()));
	}

	@Override
	public void close(int code, String reason) {
		try {
			this.closer.execute(() -> closeNow(code, reason));
		}
		catch (RejectedExecutionException ex) {
			closeNow(code, reason);
		}
	}

	private void closeNow(int code, String reason) {
		try {
			this.session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The connection {} could not be closed properly", this.session.getId(), ex);
		}
	}

}
