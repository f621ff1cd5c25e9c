package dev.syncedstore.benchmarks.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The users of one server, signed in when they are first needed. Belongs to one thread.
 */
public final class UserSessions {

	private final EventLoop loop;

	private final int port;

	private final List<UserSession> sessions = new ArrayList<>();

	/**
	 * Nobody yet.
	 * @param loop serves the connections
	 * @param port of the server
	 */
	public UserSessions(EventLoop loop, int port) {
		this.loop = loop;
		this.port = port;
	}

	/**
	 * A user.
	 * @param number which one, from 0
	 * @return the user's session
	 * @throws IOException if the server doesn't let the user in
	 */
	public UserSession get(int number) throws IOException {
		while (this.sessions.size() <= number) {
			this.sessions.add(UserSession.signIn(this.loop, this.port, "u" + this.sessions.size()));
		}
		return this.sessions.get(number);
	}

	/**
	 * The loop.
	 * @return what serves the connections
	 */
	public EventLoop loop() {
		return this.loop;
	}

	/**
	 * The server.
	 * @return its port
	 */
	public int port() {
		return this.port;
	}

}
