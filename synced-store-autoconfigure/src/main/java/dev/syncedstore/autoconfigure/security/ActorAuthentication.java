package dev.syncedstore.autoconfigure.security;

import dev.syncedstore.server.Actor;

import org.springframework.security.core.Authentication;

/**
 * Says as whom a mutation of server code is signed in while it runs, for
 * {@code @PreAuthorize} on the services that it calls and for auditing. It depends on the
 * actor alone and not on who called, so that it is the same when the mutation is run
 * later or by another node.
 * <p>
 * By default the actor's user id is the name, and {@value #AUTHORITY} the only authority.
 * A bean replaces that, such as one that loads the user's authorities. Thread-safe.
 */
@FunctionalInterface
public interface ActorAuthentication {

	/** The authority that mutations of server code have. */
	String AUTHORITY = "SERVER_CODE";

	/**
	 * Make an authentication.
	 * @param actor in whose name the mutation was made
	 * @return the authentication
	 */
	Authentication authentication(Actor actor);

}
