package dev.syncedstore.server.access;

import java.security.Principal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Says until when a principal is to be believed. A connection is closed when its
 * principal expires. Called concurrently; must not block.
 */
@FunctionalInterface
public interface CredentialsExpiry {

	/** Believes every principal for ever. */
	CredentialsExpiry NEVER = (principal) -> null;

	/**
	 * When a principal expires.
	 * @param principal the principal of a handshake or of a CONNECT frame
	 * @return the moment, or {@code null} if there is none
	 */
	@Nullable Instant expiresAt(Principal principal);

}
