package dev.syncedstore.server.poke.stomp;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.poke.PokeSubscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a SUBSCRIBE frame asks for.
 */
final class SubscribeFrame {

	private static final String PREFIX = "/spaces/";

	private static final int MAX_CLIENT_ID_LENGTH = 64;

	private static final int MAX_VERSION_DIGITS = 9;

	private SubscribeFrame() {
	}

	/**
	 * Read a frame.
	 * @param frame the frame
	 * @param destination its destination
	 * @param userId the connection's user
	 * @return the subscription
	 * @throws IllegalArgumentException if the frame breaks the protocol, with a message
	 * that says which header
	 */
	static PokeSubscription read(StompFrame frame, String destination, String userId) {
		return new PokeSubscription(space(destination), userId, clientId(frame.header("client-id")),
				schemaVersion(frame.header("schema-version")));
	}

	private static SpaceId space(String destination) {
		int slash = destination.indexOf('/', PREFIX.length());
		if (!destination.startsWith(PREFIX) || slash < 0) {
			throw new IllegalArgumentException("destination must be " + PREFIX + "{store_type}/{instance_id}");
		}
		try {
			return new SpaceId(destination.substring(PREFIX.length(), slash), destination.substring(slash + 1));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("destination: " + ex.getMessage(), ex);
		}
	}

	private static String clientId(@Nullable String header) {
		if (header == null || header.isEmpty() || header.length() > MAX_CLIENT_ID_LENGTH
				|| !header.chars().allMatch((c) -> c > ' ' && c <= '~')) {
			throw new IllegalArgumentException("client-id must be the client's id: 1 to " + MAX_CLIENT_ID_LENGTH
					+ " printable ASCII characters without spaces, such as a UUID");
		}
		return header;
	}

	private static int schemaVersion(@Nullable String header) {
		if (header == null || header.isEmpty() || header.length() > MAX_VERSION_DIGITS
				|| !header.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			throw new IllegalArgumentException("schema-version must be the client's schema version: a whole number");
		}
		return Integer.parseInt(header);
	}

}
