package dev.syncedstore.autoconfigure.fullstack;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;

class BearerTokenTests {

	@Test
	void aTokenOfTheConnectFrameSignsInUntilItExpires() {
		try (TestApplication application = TestApplication.start(ResourceServer.class);
				StompClient alice = StompClient.open(application.pokeUri());
				StompClient lasting = StompClient.open(application.pokeUri());
				StompClient forger = StompClient.open(application.pokeUri())) {
			lasting.connect("Authorization:Bearer alice.3600");
			alice.connect("Authorization:Bearer alice.5")
				.subscribe("s1", "/spaces/todo/main", "a1")
				.awaitFrame("subscription:s1");
			forger.send(StompClient.frame("CONNECT", "accept-version:1.2\nAuthorization:Bearer forged"));
			assertThat(forger.awaitFrame("ERROR")).contains("code:unauthenticated");
			assertThat(alice.awaitClose()).isEqualTo(1008);
			assertThat(lasting.isClosed()).isFalse();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class ResourceServer {

		/** Takes tokens such as {@code alice.60}: who, and for how many seconds. */
		@Bean
		JwtDecoder jwtDecoder() {
			return (token) -> {
				int dot = token.indexOf('.');
				if (dot < 0) {
					throw new BadJwtException("forged");
				}
				Instant now = Instant.now();
				return Jwt.withTokenValue(token)
					.header("alg", "none")
					.subject(token.substring(0, dot))
					.issuedAt(now)
					.expiresAt(now.plusSeconds(Long.parseLong(token.substring(dot + 1))))
					.build();
			};
		}

	}

}
