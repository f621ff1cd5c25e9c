package dev.syncedstore.server.access;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about who sent it: an HTTP request, a WebSocket handshake or a
 * STOMP CONNECT frame.
 */
public interface RequestCredentials {

	/**
	 * The authenticated principal.
	 * @return the principal, or {@code null} if nobody is signed in
	 */
	@Nullable Principal principal();

	/**
	 * A header of the request.
	 * @param name the header's name, in any case
	 * @return its first value, or {@code null} if there is none
	 */
	@Nullable String header(String name);

}
