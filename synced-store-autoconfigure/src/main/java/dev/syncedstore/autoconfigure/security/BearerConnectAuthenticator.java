package dev.syncedstore.autoconfigure.security;

import java.security.Principal;

import dev.syncedstore.server.access.ConnectAuthenticator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Authenticates JWTs, by the application's decoder and converter.
 */
final class BearerConnectAuthenticator implements ConnectAuthenticator {

	private static final Logger logger = LoggerFactory.getLogger(BearerConnectAuthenticator.class);

	private static final String SCHEME = "Bearer ";

	private final ObjectProvider<JwtDecoder> decoder;

	private final ObjectProvider<Converter<Jwt, ? extends AbstractAuthenticationToken>> converter;

	BearerConnectAuthenticator(ObjectProvider<JwtDecoder> decoder,
			ObjectProvider<Converter<Jwt, ? extends AbstractAuthenticationToken>> converter) {
		this.decoder = decoder;
		this.converter = converter;
	}

	@Override
	public @Nullable Principal authenticate(String authorization) {
		JwtDecoder known = this.decoder.getIfUnique();
		if (known == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		String token = authorization.substring(SCHEME.length()).strip();
		if (token.isEmpty()) {
			return null;
		}
		JwtAuthenticationProvider provider = new JwtAuthenticationProvider(known);
		this.converter.ifUnique(provider::setJwtAuthenticationConverter);
		try {
			return provider.authenticate(new BearerTokenAuthenticationToken(token));
		}
		catch (AuthenticationException ex) {
			logger.debug("A CONNECT frame was refused", ex);
			return null;
		}
	}

}
