package dev.syncedstore.sample.web;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.sample.SampleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.core.userdetails.UserDetailsService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets in, and how those who don't are told.
 */
@SampleTest
class SecurityTests {

	private static final String PULL = """
			{"protocol_version": 1, "schema_version": 1, "client_id": "%s", "user_id": null, "epoch": null,
			"acknowledged_mutation_id": 0, "version": null, "checkpoint": null, "page": null}""";

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String server;

	private final UserDetailsService users;

	SecurityTests(@LocalServerPort int port, @Autowired UserDetailsService users) {
		this.server = "http://localhost:" + port;
		this.users = users;
	}

	@Test
	void aPageLeadsWhoeverIsNotSignedInToTheForm() throws Exception {
		HttpResponse<String> answer = get("/?list=x");
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith("/login"));
		assertThat(get("/login").body()).contains("Sign in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pull", "push" })
	void anEndpointAnswers401AndNeverRedirects(String operation) throws Exception {
		assertRefused(post("/synced-store/todo/main/" + operation, PULL, null));
		assertRefused(post("/synced-store/todo/main/" + operation, PULL, basic("alice", "wrong")));
	}

	@Test
	void whatIsNoEndpointBelowTheBasePathNeverRedirectsEither() throws Exception {
		assertThat(get("/synced-store/nonsense").statusCode()).isEqualTo(401);
	}

	@Test
	void aProgramNeedsNoTokenAndGetsNoSession() throws Exception {
		HttpResponse<String> answer = post("/synced-store/todo/main/pull", PULL, basic("alice", "alice"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"user_id\":\"alice\"");
		assertThat(this.cookies.getCookieStore().getCookies())
			.noneMatch((cookie) -> cookie.getName().equals("JSESSIONID"));
	}

	@Test
	void theEndpointForOperatorsIsForOperators() throws Exception {
		assertThat(operators("alice").statusCode()).isEqualTo(403);
		assertThat(operators("operator").statusCode()).isEqualTo(200);
		assertThat(operators("operator").body()).contains("\"backlog\"");
	}

	private HttpResponse<String> operators(String user) throws Exception {
		return this.http.send(request("/actuator/syncedstore").header("Authorization", basic(user, user)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@Test
	void aSessionNeedsTheTokenOfThePage() throws Exception {
		signIn("bob");
		HttpResponse<String> forged = post("/synced-store/todo/main/pull", PULL, null);
		assertThat(forged.statusCode()).isEqualTo(403);
		HttpResponse<String> genuine = this.http
			.send(request("/synced-store/todo/main/pull").header("Content-Type", "application/json")
				.header("X-XSRF-TOKEN", token())
				.POST(body(PULL))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(genuine.statusCode()).isEqualTo(200);
		assertThat(genuine.body()).contains("\"user_id\":\"bob\"");
	}

	@Test
	void signingInNeedsTheTokenToo() throws Exception {
		HttpResponse<String> answer = this.http
			.send(request("/login").header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString("username=alice&password=alice"))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isBetween(400, 499);
		assertThat(get("/").statusCode()).isEqualTo(302);
	}

	@Test
	void aPokeComesToWhoeverTheHandshakeOrTheFirstFrameSaysItIs() throws Exception {
		assertThat(connect(basic("alice", "alice"), "").firstMessage()).startsWith("CONNECTED");
		assertThat(connect(null, "Authorization:" + basic("alice", "alice") + "\n").firstMessage())
			.startsWith("CONNECTED");
		signIn("carol");
		assertThat(connect(null, "").firstMessage()).startsWith("CONNECTED");
	}

	@Test
	void nobodyElseGetsPokes() throws Exception {
		assertThat(connect(null, "").firstMessage()).startsWith("ERROR").contains("unauthenticated");
		assertThat(connect(null, "Authorization:" + basic("alice", "wrong") + "\n").firstMessage()).startsWith("ERROR")
			.contains("unauthenticated");
	}

	@Test
	void aConnectionEndsWithItsSession() throws Exception {
		signIn("alice");
		Connection connection = connect(null, "");
		assertThat(connection.firstMessage()).startsWith("CONNECTED");
		this.http.send(
				request("/logout").header("X-XSRF-TOKEN", token()).POST(HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.discarding());
		assertThat(connection.closed).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void scriptsOfOtherOriginsAreNotLoadedAndPagesAreNotFramed() throws Exception {
		assertThat(get("/login").headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'"));
	}

	@Test
	void healthIsOpenAndMetricsAreNot() throws Exception {
		assertThat(this.http.send(request("/actuator/health").build(), HttpResponse.BodyHandlers.ofString()).body())
			.contains("\"status\":\"UP\"")
			.doesNotContain("components");
		assertThat(get("/actuator/metrics").statusCode()).isNotEqualTo(200);
	}

	@Test
	void demoPasswordsStayCheapToCheck() throws Exception {
		assertThat(post("/synced-store/todo/main/pull", PULL, basic("alice", "alice")).statusCode()).isEqualTo(200);
		assertThat(this.users.loadUserByUsername("alice").getPassword()).isEqualTo("{noop}alice");
	}

	private static void assertRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Location")).isEmpty();
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains("\"code\":\"unauthenticated\"");
	}

	private void signIn(String user) throws Exception {
		get("/login");
		HttpResponse<String> answer = this.http
			.send(request("/login").header("Content-Type", "application/x-www-form-urlencoded")
				.header("X-XSRF-TOKEN", token())
				.POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password=" + user))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.headers().firstValue("Location")).hasValueSatisfying((to) -> assertThat(to).endsWith("/"));
		get("/");
	}

	private String token() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("XSRF-TOKEN"))
			.map(HttpCookie::getValue)
			.findFirst()
			.orElseThrow();
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.http.send(request(path).header("Accept", "text/html").build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path, String body, @Nullable String authorization) throws Exception {
		HttpRequest.Builder request = request(path).header("Content-Type", "application/json").POST(body(body));
		if (authorization != null) {
			request.header("Authorization", authorization);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.server + path));
	}

	private static HttpRequest.BodyPublisher body(String body) {
		return HttpRequest.BodyPublishers.ofString(body.formatted(UUID.randomUUID()));
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	private Connection connect(@Nullable String authorization, String connectHeaders) throws Exception {
		Connection connection = new Connection();
		WebSocket.Builder builder = this.http.newWebSocketBuilder().subprotocols("v12.stomp");
		if (authorization != null) {
			builder.header("Authorization", authorization);
		}
		WebSocket socket = builder
			.buildAsync(URI.create(this.server.replace("http", "ws") + "/synced-store/poke"), connection)
			.get(10, TimeUnit.SECONDS);
		socket.sendText("CONNECT\naccept-version:1.2\nhost:localhost\n" + connectHeaders + "\n\0", true);
		return connection;
	}

	private static final class Connection implements WebSocket.Listener {

		private final CompletableFuture<String> first = new CompletableFuture<>();

		private final CompletableFuture<Integer> closed = new CompletableFuture<>();

		private final StringBuilder text = new StringBuilder();

		String firstMessage() throws Exception {
			return this.first.get(10, TimeUnit.SECONDS);
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				this.first.complete(this.text.toString());
			}
			webSocket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			this.closed.complete(statusCode);
			return null;
		}

	}

}
