package dev.syncedstore.autoconfigure.web;

import java.security.Principal;

import dev.syncedstore.server.access.RequestCredentials;
import dev.syncedstore.server.access.UserIdResolver;
import org.jspecify.annotations.Nullable;

/**
 * Takes the name of the principal for the user's id.
 */
final class PrincipalName implements UserIdResolver {

	@Override
	public @Nullable String resolveUserId(RequestCredentials request) {
		Principal principal = request.principal();
		return (principal != null) ? principal.getName() : null;
	}

}
