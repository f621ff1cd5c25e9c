package dev.syncedstore.autoconfigure.web;

import dev.syncedstore.server.poke.stomp.StompEndpoint;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/**
 * Tells of sessions that end. The connections of the container's own sessions notice that
 * by themselves; Spring Session's have no other way.
 */
final class EndedSessions implements HttpSessionListener {

	private final StompEndpoint endpoint;

	EndedSessions(StompEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public void sessionDestroyed(HttpSessionEvent event) {
		this.endpoint.sessionEnded(event.getSession().getId());
	}

}
