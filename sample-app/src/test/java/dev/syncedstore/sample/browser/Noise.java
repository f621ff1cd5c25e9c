package dev.syncedstore.sample.browser;

import java.util.List;

/**
 * What the browser itself writes into its console, as an error, where a test does what it
 * is about.
 */
enum Noise {

	/** There is no network, or nobody at the other end. */
	SERVER_AWAY("net::ERR_", "WebSocket connection to"),

	/** Nobody is signed in. */
	SIGNED_OUT("status of 401"),

	/** The user may not open the list, or it was deleted. */
	NOT_LET_IN("status of 403", "status of 410"),

	/**
	 * A tab that led goes on without knowing yet that another one has taken its place.
	 */
	LEADER_REPLACED("status of 409"),

	/** An action has failed. */
	ACTION_FAILED("status of 422"),

	/** The server puts off what it can't do now. */
	PUT_OFF("status of 503"),

	/** The server is one that does not know the page's version of the schema yet. */
	SERVER_OLDER("status of 409");

	private final List<String> parts;

	Noise(String... parts) {
		this.parts = List.of(parts);
	}

	boolean has(String message) {
		return this.parts.stream().anyMatch(message::contains);
	}

}
