package dev.syncedstore.server.poke.stomp;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of the container's, as long as it lives.
 */
final class StompSocket extends Endpoint {

	private static final Logger logger = LoggerFactory.getLogger(StompSocket.class);

	/**
	 * What the container holds for each connection, as long as it lives. Longer messages
	 * come in parts.
	 */
	private static final int BUFFER_LENGTH = 1024;

	private final StompEndpoint endpoint;

	private final Handshake handshake;

	private final Executor closer;

	private volatile @Nullable StompConnection connection;

	StompSocket(StompEndpoint endpoint, Handshake handshake, Executor closer) {
		this.endpoint = endpoint;
		this.handshake = handshake;
		this.closer = closer;
	}

	@Override
	public void onOpen(Session session, EndpointConfig config) {
		session.setMaxTextMessageBufferSize(BUFFER_LENGTH);
		session.setMaxBinaryMessageBufferSize(1);
		// Heart-beats say who is alive.
		session.setMaxIdleTimeout(0);
		StompConnection opened = this.endpoint.opened(session.getId(), this.handshake,
				new JakartaTextChannel(session, this.closer));
		this.connection = opened;
		session.addMessageHandler(String.class, (MessageHandler.Partial<String>) (part, last) -> opened.received(part));
		session.addMessageHandler(ByteBuffer.class, (message) -> opened.close(CloseStatus.VIOLATION));
	}

	@Override
	public void onError(Session session, Throwable failure) {
		logger.debug("The connection {} failed", session.getId(), failure);
	}

	@Override
	public void onClose(Session session, CloseReason reason) {
		if (this.connection != null) {
			this.endpoint.closed(session.getId());
		}
	}

}
