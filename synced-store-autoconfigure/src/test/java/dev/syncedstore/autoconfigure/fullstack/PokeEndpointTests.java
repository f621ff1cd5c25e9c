package dev.syncedstore.autoconfigure.fullstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.syncedstore.server.poke.stomp.StompEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@SharedApplication
class PokeEndpointTests {

	private final TestApplication application;

	PokeEndpointTests(TestApplication application) {
		this.application = application;
	}

	@Test
	void nothingCanBeSent() {
		try (StompClient alice = alice(); StompClient bob = alice()) {
			bob.connect().subscribe("s1", "/spaces/todo/send", "send-b").awaitFrame("subscription:s1");
			alice.connect();
			alice.send("SEND\ndestination:/spaces/todo/send\n\nforged\0");
			assertThat(alice.awaitFrame("ERROR")).contains("Nothing can be sent here");
			assertThat(alice.awaitClose()).isEqualTo(1002);
			assertThat(bob.allText()).doesNotContain("forged");
		}
	}

	@Test
	void malformedFramesEndTheConnection() {
		try (StompClient alice = alice()) {
			alice.connect();
			alice.send("NONSENSE\n\n\0");
			alice.awaitFrame("ERROR");
			assertThat(alice.awaitClose()).isEqualTo(1002);
		}
	}

	@Test
	void aMessageThatIsTooLongEndsTheConnection() {
		try (StompClient alice = alice()) {
			alice.connect();
			alice.send("SUBSCRIBE\nid:" + "x".repeat(100_000));
			assertThat(alice.awaitClose()).isIn(1009, 1002);
		}
	}

	@Test
	void anAnonymousHandshakeIsSignedInByItsConnectFrame() {
		try (StompClient alice = StompClient.open(this.application.pokeUri())) {
			alice.connect("Authorization:" + TestApplication.basic("alice"))
				.subscribe("s1", "/spaces/todo/anonymous", "anonymous-1");
			assertThat(alice.awaitFrame("subscription:s1")).contains("\"max_included_version\":0");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Authorization:Basic YWxpY2U6d3Jvbmc=", "Authorization:Basic ?",
			"Authorization:Basic eA==", "Authorization:Bearer nonsense", "login:alice" })
	void wrongCredentialsAreRefused(String header) {
		try (StompClient nobody = StompClient.open(this.application.pokeUri())) {
			nobody.send(StompClient.frame("CONNECT", "accept-version:1.2\n" + header));
			assertThat(nobody.awaitFrame("ERROR")).contains("code:unauthenticated");
			assertThat(nobody.awaitClose()).isEqualTo(1008);
		}
	}

	@Test
	void theEndOfTheSessionClosesTheConnection() {
		BrowserSession session = BrowserSession.signIn(this.application, "alice");
		BrowserSession other = BrowserSession.signIn(this.application, "alice");
		try (StompClient alice = StompClient.open(this.application.pokeUri(), "Cookie", session.cookie());
				StompClient staying = StompClient.open(this.application.pokeUri(), "Cookie", other.cookie())) {
			alice.connect().subscribe("s1", "/spaces/todo/session", "session-1").awaitFrame("subscription:s1");
			staying.connect();
			session.signOut();
			assertThat(alice.awaitClose()).isEqualTo(1008);
			assertThat(staying.isClosed()).isFalse();
		}
	}

	@Test
	void foreignOriginsAreRefused() throws IOException {
		assertThat(handshake("http://localhost:" + this.application.port(), "")).startsWith("HTTP/1.1 101");
		for (String origin : new String[] { "http://evil.example", "https://localhost:" + this.application.port(),
				"http://localhost:1", "null" }) {
			assertThat(handshake(origin, "")).as(origin)
				.startsWith("HTTP/1.1 403")
				.contains("application/problem+json", "\"code\":\"access_denied\"", "allowed-origins");
		}
	}

	@Test
	void messagesAreNotCompressed() throws IOException {
		assertThat(handshake("", "Sec-WebSocket-Extensions: permessage-deflate\r\n")).startsWith("HTTP/1.1 101")
			.contains("Sec-WebSocket-Protocol: v12.stomp")
			.doesNotContain("permessage-deflate");
	}

	@Test
	void aHandshakeOfAnotherVersionIsRefused() throws IOException {
		assertThat(handshake("", "Sec-WebSocket-Version: 12\r\n")).startsWith("HTTP/1.1 426")
			.contains("Sec-WebSocket-Version: 13", "application/problem+json");
		HttpResponse<String> response = this.application.send(this.application.request("/synced-store/poke").GET());
		HttpProblemTests.assertProblem(response, 400, "invalid_request");
	}

	@Test
	void clientsThatStopReadingHoldNobodyUp() {
		String space = "/spaces/todo/slow";
		StompClient[] stuck = new StompClient[8];
		try (StompClient bob = alice()) {
			bob.connect().subscribe("s1", space, "slow-bob").awaitFrame("subscription:s1");
			for (int i = 0; i < stuck.length; i++) {
				stuck[i] = StompClient.openAndStopReading(this.application.pokeUri(), "Authorization",
						TestApplication.basic("alice"));
				stuck[i].connect().subscribe("s1", space, "slow-" + i);
			}
			String text = "x".repeat(200_000);
			// More than all buffers on the way can take.
			for (int n = 1; n <= 100; n++) {
				long started = System.nanoTime();
				assertThat(
						this.application
							.post("alice", "/synced-store/todo/slow/push",
									TestApplication.pushBody("slow-pusher", "\"alice\"",
											SyncLoopTests.mutation(n, "addTodo",
													"{\"id\":\"t" + n + "\",\"text\":\"" + text + n + ".\"}")))
							.statusCode())
					.isEqualTo(200);
				bob.awaitFrame("x" + n + ".\"");
				assertThat(System.nanoTime() - started).as("round " + n).isLessThan(9_000_000_000L);
			}
			StompEndpoint endpoint = this.application.context().getBean(StompEndpoint.class);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> endpoint.connections() == 1);
			assertThat(bob.isClosed()).isFalse();
		}
		finally {
			for (StompClient client : stuck) {
				if (client != null) {
					client.close();
				}
			}
		}
	}

	private StompClient alice() {
		return StompClient.open(this.application.pokeUri(), "Authorization", TestApplication.basic("alice"));
	}

	/** A handshake by hand: Java's client would not set an Origin. */
	private String handshake(String origin, String header) throws IOException {
		try (Socket socket = new Socket("localhost", Integer.parseInt(this.application.port()))) {
			socket.setSoTimeout(2_000);
			socket.getOutputStream()
				.write(("GET /synced-store/poke HTTP/1.1\r\nHost: localhost:" + this.application.port() + "\r\n"
						+ "Connection: Upgrade\r\nUpgrade: websocket\r\n"
						+ (header.contains("Version") ? "" : "Sec-WebSocket-Version: 13\r\n")
						+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: v12.stomp\r\n"
						+ header + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n") + "\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			StringBuilder answer = new StringBuilder();
			byte[] buffer = new byte[4096];
			while (!answer.toString().contains("\r\n\r\n") || answer.toString().startsWith("HTTP/1.1 4")) {
				int read = in.read(buffer);
				if (read < 0) {
					break;
				}
				answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
				if (answer.toString().contains("\"code\"")) {
					break;
				}
			}
			return answer.toString();
		}
	}

}
