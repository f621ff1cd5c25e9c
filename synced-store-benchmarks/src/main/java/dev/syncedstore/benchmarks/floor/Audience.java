package dev.syncedstore.benchmarks.floor;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.websocket.Session;

/**
 * The WebSockets that are open, by rooms. Thread-safe.
 */
final class Audience {

	private static final String WELCOME = "{\"max_included_version\":0}";

	private final Map<String, Set<Session>> rooms = new ConcurrentHashMap<>();

	/** From now on, a session is told what goes to its room; a first frame says so. */
	void add(Session session) {
		room(room(session)).add(session);
		send(session, WELCOME);
	}

	void remove(Session session) {
		room(room(session)).remove(session);
	}

	private static String room(Session session) {
		return Objects.requireNonNull(session.getRequestParameterMap().get("room"), "room").get(0);
	}

	private Set<Session> room(String name) {
		return this.rooms.computeIfAbsent(name, (room) -> ConcurrentHashMap.newKeySet());
	}

	/** Send a frame to everybody in a room, one after the other, on this thread. */
	void tell(String room, String frame) {
		for (Session session : room(room)) {
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
