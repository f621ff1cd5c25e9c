package dev.syncedstore.server.poke.stomp;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of a node: what ends and what time brings about reaches them from here.
 * Thread-safe.
 */
public final class StompEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(StompEndpoint.class);

	private final ConnectionParts parts;

	private final Map<String, StompConnection> connections = new ConcurrentHashMap<>();

	private final Shares shares;

	private final Set<String> endedSessions = ConcurrentHashMap.newKeySet();

	private volatile boolean shutDown;

	/**
	 * Create an endpoint.
	 * @param parts what its connections work with
	 */
	public StompEndpoint(ConnectionParts parts) {
		this.parts = parts;
		this.shares = new Shares(new UserShares(parts.limits().connectionsPerUser()),
				new UserShares(parts.limits().subscriptionsPerUser()));
	}

	StompConnection opened(String id, Handshake handshake, TextChannel channel) {
		StompConnection connection = new StompConnection(id, handshake, channel,
				new StompConnection.Node(this.parts, this.shares));
		this.connections.put(id, connection);
		if (this.shutDown) {
			connection.close(CloseStatus.SHUTDOWN);
		}
		return connection;
	}

	void closed(String id) {
		StompConnection connection = this.connections.remove(id);
		if (connection != null) {
			connection.closed();
		}
	}

	/**
	 * An HTTP session has ended. Its connections are closed with the next tick.
	 * @param sessionId the session's id
	 */
	public void sessionEnded(String sessionId) {
		if (!this.connections.isEmpty()) {
			this.endedSessions.add(sessionId);
		}
	}

	/**
	 * Do what time brings about: heart-beats, and the end of connections that are silent,
	 * too slow or expired. To be called about every second, by one thread at a time; it
	 * does not block.
	 */
	public void tick() {
		long now = this.parts.clock().millis();
		Set<String> ended = Set.copyOf(this.endedSessions);
		this.endedSessions.removeAll(ended);
		for (StompConnection connection : this.connections.values()) {
			try {
				if (!ended.isEmpty() && ended.stream().anyMatch(connection::belongsTo)) {
					connection.close(CloseStatus.EXPIRED);
				}
				else {
					connection.tick(now);
				}
			}
			catch (RuntimeException ex) {
				logger.warn("A connection could not be looked after and is closed", ex);
				connection.close(CloseStatus.FAILED);
			}
		}
	}

	/**
	 * How many connections there are.
	 * @return their number
	 */
	public int connections() {
		return this.connections.size();
	}

	/**
	 * How many users have connections.
	 * @return their number
	 */
	public int users() {
		return this.shares.connections.users();
	}

	/**
	 * Whether no connections are taken any more.
	 * @return {@code true} after the shutdown has begun
	 */
	public boolean isShutDown() {
		return this.shutDown;
	}

	/**
	 * Close all connections, with the status 1001, and every one that is opened later.
	 * Returns at once.
	 */
	public void shutDown() {
		this.shutDown = true;
		this.connections.values().forEach((connection) -> connection.close(CloseStatus.SHUTDOWN));
	}

	/**
	 * What users have taken of this node.
	 *
	 * @param connections their connections
	 * @param subscriptions their subscriptions
	 */
	record Shares(UserShares connections, UserShares subscriptions) {
	}

}
