package dev.syncedstore.server.access;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * Authenticates the {@code Authorization} header of a STOMP CONNECT frame: browsers can't
 * set headers on the handshake before it. Asked only where the handshake was anonymous.
 * Called concurrently; may block.
 */
@FunctionalInterface
public interface ConnectAuthenticator {

	/**
	 * Authenticate.
	 * @param authorization the header, such as {@code Bearer ey...}
	 * @return who it is, or {@code null} if the credentials are wrong or of a scheme that
	 * this doesn't know
	 */
	@Nullable Principal authenticate(String authorization);

}
