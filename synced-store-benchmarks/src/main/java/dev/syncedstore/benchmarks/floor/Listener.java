package dev.syncedstore.benchmarks.floor;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;

/**
 * A WebSocket that listens and says nothing.
 */
final class Listener extends Endpoint {

	private final Audience audience;

	Listener(Audience audience) {
		this.audience = audience;
	}

	@Override
	public void onOpen(Session session, EndpointConfig config) {
		session.setMaxIdleTimeout(0);
		session.addMessageHandler(String.class, (MessageHandler.Whole<String>) (text) -> {
		});
		this.audience.add(session);
	}

	@Override
	public void onClose(Session session, CloseReason reason) {
		this.audience.remove(session);
	}

}
