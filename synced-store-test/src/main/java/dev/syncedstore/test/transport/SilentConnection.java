package dev.syncedstore.test.transport;

import java.util.Map;

import dev.syncedstore.client.transport.PokeConnection;

/**
 * A connection on which nothing comes, for transports that have no pokes. Thread-safe.
 */
public final class SilentConnection implements PokeConnection {

	/** It has nothing to remember, so one is enough. */
	public static final PokeConnection INSTANCE = new SilentConnection();

	private SilentConnection() {
	}

	@Override
	public void subscribe(String id, String destination, Map<String, String> headers) {
	}

	@Override
	public void unsubscribe(String id) {
	}

	@Override
	public void close() {
	}

}
