package dev.syncedstore.server.poke.stomp;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;

import dev.syncedstore.server.access.Identity;
import dev.syncedstore.server.access.RequestCredentials;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Who a connection belongs to, and until when.
 *
 * @param identity who it is
 * @param expiresAt when the credentials expire, or {@code null}
 */
record ConnectUser(Identity identity, @Nullable Instant expiresAt) {

	/**
	 * Find out: the handshake counts and, where it was anonymous, the CONNECT frame.
	 */
	static ConnectUser of(Handshake handshake, StompFrame connect, ConnectionParts parts) {
		Principal principal = handshake.principal();
		Identity identity = parts.identification().identify(new Credentials(principal, handshake.headers(), Map.of()));
		String authorization = header(connect.headers(), HttpHeaders.AUTHORIZATION);
		if (identity instanceof Identity.Nobody) {
			principal = (authorization != null) ? parts.authenticator().authenticate(authorization) : null;
			identity = parts.identification()
				.identify(new Credentials(principal, handshake.headers(), connect.headers()));
		}
		return new ConnectUser(identity, (principal != null) ? parts.expiry().expiresAt(principal) : null);
	}

	private static @Nullable String header(Map<String, String> headers, String name) {
		return headers.entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Handshake and CONNECT frame together.
	 *
	 * @param principal who is signed in, or {@code null}
	 * @param handshake the handshake's headers
	 * @param connect the frame's headers, which come first
	 */
	private record Credentials(@Nullable Principal principal, HttpHeaders handshake,
			Map<String, String> connect) implements RequestCredentials {

		@Override
		public @Nullable String header(String name) {
			String header = ConnectUser.header(this.connect, name);
			return (header != null) ? header : this.handshake.getFirst(name);
		}

	}

}
