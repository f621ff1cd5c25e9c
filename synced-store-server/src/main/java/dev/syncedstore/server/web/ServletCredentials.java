package dev.syncedstore.server.web;

import java.security.Principal;

import dev.syncedstore.server.access.RequestCredentials;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP request says about its sender.
 *
 * @param request the request
 */
record ServletCredentials(HttpServletRequest request) implements RequestCredentials {

	@Override
	public @Nullable Principal principal() {
		return this.request.getUserPrincipal();
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

}
