package dev.syncedstore.autoconfigure.web;

import java.security.Principal;
import java.util.List;

import dev.syncedstore.server.access.ConnectAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * Asks one after the other until somebody knows who it is.
 *
 * @param authenticators whom to ask
 */
record FirstConnectAuthenticator(List<ConnectAuthenticator> authenticators) implements ConnectAuthenticator {

	@Override
	public @Nullable Principal authenticate(String authorization) {
		for (ConnectAuthenticator authenticator : this.authenticators) {
			Principal principal = authenticator.authenticate(authorization);
			if (principal != null) {
				return principal;
			}
		}
		return null;
	}

}
