package dev.syncedstore.server.poke.stomp;

import java.security.Principal;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What the HTTP request said that a connection began with.
 *
 * @param principal who was signed in, or {@code null}
 * @param headers the request's headers
 * @param session the request's session, or {@code null}
 */
record Handshake(@Nullable Principal principal, HttpHeaders headers, @Nullable HttpSession session) {

	/**
	 * Whether the session that the request belonged to is over.
	 */
	boolean sessionHasEnded(long now) {
		HttpSession known = this.session;
		if (known == null) {
			return false;
		}
		try {
			long lastAccessedAt = known.getLastAccessedTime();
			int maxIdleSeconds = known.getMaxInactiveInterval();
			return maxIdleSeconds > 0 && now - lastAccessedAt > maxIdleSeconds * 1000L;
		}
		catch (IllegalStateException ex) {
			// How a session says that it has been invalidated.
			return true;
		}
	}

	boolean belongsTo(String sessionId) {
		HttpSession known = this.session;
		return known != null && known.getId().equals(sessionId);
	}

}
