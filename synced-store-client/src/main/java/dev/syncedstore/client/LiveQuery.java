package dev.syncedstore.client;

import dev.syncedstore.client.local.ClientState;
import dev.syncedstore.client.local.KeyChanges;
import dev.syncedstore.client.local.ReadSet;

/**
 * What is run again when something that it read has changed. Used in the listener queue
 * alone.
 */
interface LiveQuery {

	/**
	 * Look at a state.
	 * @param changes what has changed since the last call, at least
	 * @param now the state
	 * @param reads is told what this depends on
	 * @return tells the consumer the news, if there are any
	 */
	Runnable run(KeyChanges changes, ClientState now, ReadSet reads);

}
