package dev.syncedstore.autoconfigure.fullstack;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.syncedstore.autoconfigure.security.SyncedStoreHttpConfigurer;
import dev.syncedstore.autoconfigure.todo.TodoMutators;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A resource server, and tokens that are signed.
 */
class BearerTokenTests {

	private static final KeyPair KEYS = keys();

	private static final KeyPair FORGED = keys();

	private static final Duration LONG = Duration.ofHours(1);

	/** Beyond what is forgiven clocks that differ. */
	private static final Duration LONG_AGO = Duration.ofMinutes(-5);

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.start(ResourceServer.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void aTokenOfTheConnectFrameSignsInUntilItExpires() {
		Instant end = in(Duration.ofSeconds(5));
		try (StompClient alice = StompClient.open(application.pokeUri());
				StompClient lasting = StompClient.open(application.pokeUri())) {
			lasting.connect("Authorization:" + bearer(KEYS, in(LONG)));
			alice.connect("Authorization:" + bearer(KEYS, end))
				.subscribe("s1", "/spaces/todo/main", "a1")
				.awaitFrame("subscription:s1");
			assertThat(alice.awaitClose()).isEqualTo(1008);
			assertThat(Instant.now()).isBetween(end, end.plusSeconds(10));
			assertThat(lasting.isClosed()).isFalse();
		}
	}

	@Test
	void aTokenThatIsForgedOrExpiredConnectsNobody() {
		for (String refused : new String[] { bearer(FORGED, in(LONG)), bearer(KEYS, in(LONG_AGO)), "Bearer x",
				"Bearer " }) {
			try (StompClient client = StompClient.open(application.pokeUri())) {
				client.send(StompClient.frame("CONNECT", "accept-version:1.2\nAuthorization:" + refused));
				assertThat(client.awaitFrame("ERROR")).contains("code:unauthenticated");
			}
		}
	}

	@Test
	void pushesAndPullsTakeTheSameTokens() {
		String push = TestApplication.pushBody("c1", "\"alice\"",
				SyncLoopTests.mutation(1, "addTodo", "{\"id\":\"a\",\"text\":\"By token\"}"));
		HttpResponse<String> pushed = send("push", bearer(KEYS, in(LONG)), push);
		assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(200);
		assertThat(pushed.body()).contains("\"user_id\":\"alice\"", "\"last_mutation_id\":1");
		assertThat(send("pull", bearer(KEYS, in(LONG)), TestApplication.pullBody("c1")).body()).contains("By token");
		HttpProblemTests.assertProblem(send("push", bearer(FORGED, in(LONG)), push), 401, "unauthenticated");
		HttpProblemTests.assertProblem(send("pull", bearer(KEYS, in(LONG_AGO)), TestApplication.pullBody("c1")), 401,
				"unauthenticated");
	}

	private static HttpResponse<String> send(String operation, String authorization, String body) {
		return application.send(application.request("/synced-store/todo/tokens/" + operation)
			.header("Authorization", authorization)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

	private static Instant in(Duration duration) {
		return Instant.now().plus(duration).truncatedTo(ChronoUnit.SECONDS);
	}

	private static String bearer(KeyPair keys, Instant end) {
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.subject("alice")
			.issuedAt(end.minus(LONG.multipliedBy(2)))
			.expiresAt(end)
			.build();
		return "Bearer "
				+ NimbusJwtEncoder.withKeyPair((RSAPublicKey) keys.getPublic(), (RSAPrivateKey) keys.getPrivate())
					.build()
					.encode(JwtEncoderParameters.from(claims))
					.getTokenValue();
	}

	private static KeyPair keys() {
		try {
			return KeyPairGenerator.getInstance("RSA").generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(TodoMutators.class)
	static class ResourceServer {

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/synced-store/poke")
					.permitAll()
					.anyRequest()
					.authenticated())
				.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.with(SyncedStoreHttpConfigurer.syncedStore(), Customizer.withDefaults())
				.build();
		}

		@Bean
		JwtDecoder jwtDecoder() {
			return NimbusJwtDecoder.withPublicKey((RSAPublicKey) KEYS.getPublic()).build();
		}

	}

}
