package dev.syncedstore.client.transport;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Carries messages to one server and back. Methods return at once; answers and callbacks
 * may come on any thread, also from within the call. Thread-safe.
 */
public interface SyncTransport extends AutoCloseable {

	/**
	 * Send a request.
	 * @param request the request
	 * @return the answer, whatever its status, or a failure where there was none
	 */
	CompletionStage<TransportResponse> post(TransportRequest request);

	/**
	 * Open a connection for pokes.
	 * @param headers the credentials, by the names of HTTP headers
	 * @param listener is told what happens on it
	 * @return the connection, which is of use once the listener was told that it is
	 * connected
	 */
	PokeConnection connect(Map<String, String> headers, PokeConnectionListener listener);

	/** Release what the transport holds. Its connections are closed before. */
	@Override
	default void close() {
	}

}
