package dev.syncedstore.autoconfigure.security;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;

import dev.syncedstore.server.access.ConnectAuthenticator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Authenticates user name and password, by the application's authentication manager or by
 * the one that Spring Security makes of its user details.
 */
final class BasicConnectAuthenticator implements ConnectAuthenticator {

	private static final Logger logger = LoggerFactory.getLogger(BasicConnectAuthenticator.class);

	private static final String SCHEME = "Basic ";

	private final ObjectProvider<AuthenticationManager> manager;

	private final ObjectProvider<AuthenticationConfiguration> configuration;

	BasicConnectAuthenticator(ObjectProvider<AuthenticationManager> manager,
			ObjectProvider<AuthenticationConfiguration> configuration) {
		this.manager = manager;
		this.configuration = configuration;
	}

	@Override
	public @Nullable Principal authenticate(String authorization) {
		if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		UsernamePasswordAuthenticationToken credentials = credentials(authorization.substring(SCHEME.length()).strip());
		AuthenticationManager known = manager();
		if (credentials == null || known == null) {
			return null;
		}
		try {
			Authentication authentication = known.authenticate(credentials);
			return (authentication != null && authentication.isAuthenticated()) ? authentication : null;
		}
		catch (AuthenticationException ex) {
			logger.debug("A CONNECT frame was refused", ex);
			return null;
		}
	}

	private static @Nullable UsernamePasswordAuthenticationToken credentials(String encoded) {
		String decoded;
		try {
			decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
		int colon = decoded.indexOf(':');
		return (colon >= 0) ? UsernamePasswordAuthenticationToken.unauthenticated(decoded.substring(0, colon),
				decoded.substring(colon + 1)) : null;
	}

	private @Nullable AuthenticationManager manager() {
		AuthenticationManager defined = this.manager.getIfUnique();
		AuthenticationConfiguration source = this.configuration.getIfUnique();
		return (defined != null || source == null) ? defined : source.getAuthenticationManager();
	}

}
