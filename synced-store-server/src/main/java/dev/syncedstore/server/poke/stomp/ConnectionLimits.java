package dev.syncedstore.server.poke.stomp;

/**
 * How much of a node one user may take with connections.
 *
 * @param connectionsPerUser the most connections of a user
 * @param subscriptionsPerUser the most subscriptions of a user, over all connections
 */
public record ConnectionLimits(int connectionsPerUser, int subscriptionsPerUser) {

	/**
	 * Limits that no well-meaning client meets.
	 * @return the limits
	 */
	public static ConnectionLimits defaults() {
		return new ConnectionLimits(100, 1_000);
	}

}
