package dev.syncedstore.server.operations;

import dev.syncedstore.server.push.WriterStatus;

/**
 * What one node has to do at the moment, in rough numbers.
 *
 * @param writers what waits to be written, and what is cached
 * @param waitingPulls the pulls that wait or are being served
 * @param subscriptions the open subscriptions
 * @param subscribedSpaces the spaces that somebody subscribes to
 * @param runningActions the actions that run, called and enqueued ones
 * @param listening whether notifications of other nodes are known to arrive
 */
public record NodeStatus(WriterStatus writers, int waitingPulls, int subscriptions, int subscribedSpaces,
		int runningActions, boolean listening) {
}
