package dev.syncedstore.client.transport;

import java.util.Map;

/**
 * A request with a JSON body.
 *
 * @param path the path below the server's base, such as {@code /todo/main/push}
 * @param headers the credentials, by the names of HTTP headers
 * @param body the body
 */
public record TransportRequest(String path, Map<String, String> headers, String body) {

	public TransportRequest {
		headers = Map.copyOf(headers);
	}

}
