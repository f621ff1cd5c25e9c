package dev.syncedstore.server.poke.stomp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/**
 * Connects the container's WebSockets to a {@link StompEndpoint}. Thread-safe.
 */
public final class StompWebSocketHandler implements WebSocketHandler, SubProtocolCapable {

	/** The attribute of a WebSocket under which the handshake leaves the HTTP session. */
	public static final String SESSION_ATTRIBUTE = StompWebSocketHandler.class.getName() + ".session";

	private static final Logger logger = LoggerFactory.getLogger(StompWebSocketHandler.class);

	private static final List<String> SUB_PROTOCOLS = List.of("v12.stomp");

	private static final int MAX_MESSAGE_BYTES = 64 * 1024;

	private final StompEndpoint endpoint;

	private final Executor closer;

	private final Map<String, StompConnection> connections = new ConcurrentHashMap<>();

	/**
	 * Create a handler.
	 * @param endpoint where connections live
	 * @param closer closes connections: that may block for a moment where the other side
	 * doesn't read
	 */
	public StompWebSocketHandler(StompEndpoint endpoint, Executor closer) {
		this.endpoint = endpoint;
		this.closer = closer;
	}

	@Override
	public List<String> getSubProtocols() {
		return SUB_PROTOCOLS;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) {
		Session nativeSession = (session instanceof NativeWebSocketSession holder)
				? holder.getNativeSession(Session.class) : null;
		if (nativeSession == null) {
			throw new IllegalStateException("The servlet container does not offer jakarta.websocket for pokes");
		}
		session.setTextMessageSizeLimit(MAX_MESSAGE_BYTES);
		session.setBinaryMessageSizeLimit(1);
		HttpSession httpSession = (HttpSession) session.getAttributes().get(SESSION_ATTRIBUTE);
		Handshake handshake = new Handshake(session.getPrincipal(), session.getHandshakeHeaders(), httpSession);
		this.connections.put(session.getId(),
				this.endpoint.opened(session.getId(), handshake, new JakartaTextChannel(nativeSession, this.closer)));
	}

	@Override
	public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
		StompConnection connection = this.connections.get(session.getId());
		if (connection == null) {
			return;
		}
		if (message instanceof TextMessage text) {
			connection.received(text.getPayload());
		}
		else if (message instanceof BinaryMessage) {
			connection.close(CloseStatus.VIOLATION);
		}
	}

	@Override
	public void handleTransportError(WebSocketSession session, Throwable exception) {
		logger.debug("The connection {} failed", session.getId(), exception);
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session,
			org.springframework.web.socket.CloseStatus closeStatus) {
		this.connections.remove(session.getId());
		this.endpoint.closed(session.getId());
	}

	@Override
	public boolean supportsPartialMessages() {
		return false;
	}

}
