package dev.syncedstore.server.nodes;

import dev.syncedstore.server.poke.PokeHub;

/**
 * What news are sent and heard with.
 *
 * @param hub is told of what is heard
 * @param connections opens the connections of the node's own
 * @param channel the channel of notifications, the same on all nodes of the application
 * @param nodeId names this node, unlike all others
 * @param observer is told what happens
 */
public record NewsParts(PokeHub hub, NewsConnections connections, String channel, String nodeId,
		NewsObserver observer) {

	public NewsParts {
		if (channel.isEmpty() || channel.indexOf('"') >= 0) {
			throw new IllegalArgumentException("'" + channel + "' can't be the name of a channel");
		}
	}

}
