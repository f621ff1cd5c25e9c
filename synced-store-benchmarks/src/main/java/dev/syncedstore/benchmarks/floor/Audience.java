package dev.syncedstore.benchmarks.floor;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.websocket.Session;

/**
 * All WebSockets that are open. Thread-safe.
 */
final class Audience {

	private static final String WELCOME = "{\"max_included_version\":0}";

	private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

	/** From now on, a session is told everything; a first frame says so. */
	void add(Session session) {
		this.sessions.add(session);
		send(session, WELCOME);
	}

	void remove(Session session) {
		this.sessions.remove(session);
	}

	/** Send a frame to everybody, one after the other, on this thread. */
	void tell(String frame) {
		for (Session session : this.sessions) {
			send(session, frame);
		}
	}

	private void send(Session session, String frame) {
		synchronized (session) {
			try {
				session.getBasicRemote().sendText(frame);
			}
			catch (IOException | IllegalStateException ex) {
				remove(session);
			}
		}
	}

}
