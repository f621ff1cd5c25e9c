package dev.syncedstore.autoconfigure.mcp;

import java.security.Principal;

import dev.syncedstore.server.access.Identity;
import dev.syncedstore.server.access.RequestCredentials;
import dev.syncedstore.server.access.UserIdentification;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Finds out who has sent the HTTP request that the current thread serves, as it is found
 * out for clients. Thread-safe.
 */
final class RequestUser {

	private final UserIdentification identification;

	RequestUser(UserIdentification identification) {
		this.identification = identification;
	}

	Identity current() {
		RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
		if (attributes instanceof ServletRequestAttributes servlet) {
			return this.identification.identify(new Credentials(servlet.getRequest()));
		}
		return new Identity.Nobody("The tool was not called by a request of anybody's");
	}

	private record Credentials(HttpServletRequest request) implements RequestCredentials {

		@Override
		public @Nullable Principal principal() {
			return this.request.getUserPrincipal();
		}

		@Override
		public @Nullable String header(String name) {
			return this.request.getHeader(name);
		}

	}

}
