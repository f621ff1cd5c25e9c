package dev.syncedstore.autoconfigure.fullstack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One request or conversation, all of it made of a seed, and what must be true of the
 * answer.
 */
final class FuzzCase {

	private static final Pattern STATUS = Pattern.compile("^HTTP/1.1 (\\d{3})");

	private static final List<String> PATHS = List.of("/synced-store", "/synced-store/", "/synced-store/todo",
			"/synced-store/todo/fuzz0", "/synced-store/todo/fuzz0/push/", "/synced-store/nothing/x/pull",
			"/synced-store/todo/fuzz0/actions/act", "/synced-store/todo/schema", "/synced-store/poke",
			"/synced-store//todo/x/push", "/synced-store/todo/%2e%2e/push", "/synced-store/todo/a;b/pull",
			"/synced-store/todo/%ff/push", "/synced-store/todo/a%2Fb/push", "/synced-store/todo/-/push",
			"/synced-store/todo/fuzz0/push?x=%00", "/synced-store/todo/../../push");

	private static final List<String> METHODS = List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO");

	private static final List<String> TYPES = List.of("application/json;charset=utf-8", "application/json;charset=x",
			"text/plain", "multipart/form-data;boundary=x", "application/x-www-form-urlencoded", "*/*", "", "\u00e9");

	private static final List<String> HEADERS = List.of("Content-Encoding: gzip", "Content-Encoding: deflate",
			"Accept-Encoding: gzip", "Accept-Encoding: gzip;q=0", "Origin: http://evil.example", "Origin: null",
			"Upgrade: websocket", "Cookie: JSESSIONID=x", "X-Forwarded-For: 1.2.3.4", "Accept: text/html",
			"Authorization: Bearer x", "X-HTTP-Method-Override: DELETE");

	private final FuzzMessages messages;

	private final Random random;

	FuzzCase(FuzzMessages messages, long seed) {
		this.messages = messages;
		this.random = new Random(seed);
	}

	/**
	 * Send it and look at all that comes back.
	 */
	void run(TestApplication application) {
		try (RawConnection connection = RawConnection.to(application)) {
			String answer = (this.random.nextInt(4) == 0) ? converse(connection) : request(connection);
			assertThat(answer).doesNotContain("server-secret", "note of the bystander", "Exception", "\tat ",
					"The server failed");
		}
	}

	private String request(RawConnection connection) {
		String path = this.random.nextInt(6) > 0
				? "/synced-store/todo/fuzz" + this.random.nextInt(3) + (this.random.nextBoolean() ? "/push" : "/pull")
				: PATHS.get(this.random.nextInt(PATHS.size()));
		String method = (this.random.nextInt(12) > 0) ? "POST" : METHODS.get(this.random.nextInt(METHODS.size()));
		byte[] request = head(method, path);
		connection.send(request);
		connection.endOutput();
		String answer = connection.readAll(20_000);
		check(path, answer, new String(request, StandardCharsets.ISO_8859_1));
		return answer;
	}

	private byte[] head(String method, String path) {
		byte[] body = this.messages.body(this.random);
		StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
		if (this.random.nextInt(20) > 0) {
			head.append("Authorization: ").append(TestApplication.basic("mallory")).append("\r\n");
		}
		head.append("Content-Type: ")
			.append((this.random.nextInt(15) > 0) ? "application/json" : TYPES.get(this.random.nextInt(TYPES.size())))
			.append("\r\n");
		int kind = this.random.nextInt(200);
		if (kind == 0) {
			body = FuzzMessages.gzip(new byte[20_000_000]);
		}
		else if (kind < 20) {
			body = FuzzMessages.gzip(body);
		}
		if (kind < 20) {
			head.append("Content-Encoding: gzip\r\n");
			body = (this.random.nextInt(4) == 0) ? FuzzMessages.mutateBytes(this.random, body) : body;
		}
		else if (this.random.nextInt(4) == 0) {
			head.append(HEADERS.get(this.random.nextInt(HEADERS.size()))).append("\r\n");
		}
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		if (this.random.nextInt(10) == 0) {
			head.append("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
			request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
			request.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
			request.writeBytes(body);
			request.writeBytes((this.random.nextInt(3) == 0) ? new byte[0] : "\r\n0\r\n\r\n".getBytes());
		}
		else {
			// Some promise more than they send.
			int length = body.length + ((this.random.nextInt(15) == 0) ? 1 + this.random.nextInt(5_000_000) : 0);
			head.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n\r\n");
			request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
			request.writeBytes(body);
		}
		return request.toByteArray();
	}

	private static void check(String path, String answer, String request) {
		String shown = request.substring(0, Math.min(2_000, request.length()));
		Matcher status = STATUS.matcher(answer);
		if (!status.find()) {
			// Whoever does not finish a request gets no answer from some containers.
			assertThat(answer).as(shown).isEmpty();
			return;
		}
		int code = Integer.parseInt(status.group(1));
		assertThat(code).as(shown + "\n" + answer)
			.satisfiesAnyOf((value) -> assertThat(value).isLessThan(500), (value) -> assertThat(value).isEqualTo(503));
		boolean reached = !path.contains("..") && !path.contains("%") && !path.contains("//");
		if (code >= 300 && reached && !isBadHead(answer)) {
			assertThat(answer).as(shown).contains("Content-Type: application/problem+json");
			if (!answer.contains("Content-Encoding: gzip") && !request.startsWith("HEAD")) {
				assertThat(answer).as(shown).contains("\"code\":\"", "\"status\":" + code);
			}
		}
	}

	/** What the container refuses before anybody else sees it. */
	private static boolean isBadHead(String answer) {
		return answer.startsWith("HTTP/1.1 400") && answer.contains("text/html");
	}

	private String converse(RawConnection connection) {
		connection.handshake("mallory");
		byte[] stomp = this.messages.frames(this.random);
		ByteArrayOutputStream frames = new ByteArrayOutputStream();
		int kind = this.random.nextInt(10);
		if (kind < 6) {
			frames.writeBytes(RawConnection.frame(0x81, stomp));
		}
		else if (kind == 6) {
			int cut = this.random.nextInt(stomp.length + 1);
			frames.writeBytes(RawConnection.frame(0x01, java.util.Arrays.copyOf(stomp, cut)));
			frames.writeBytes(RawConnection.frame(0x80, java.util.Arrays.copyOfRange(stomp, cut, stomp.length)));
		}
		else if (kind == 7) {
			frames.writeBytes(RawConnection.frame(this.random.nextInt(256), stomp));
		}
		else {
			frames.writeBytes(FuzzMessages.mutateBytes(this.random, RawConnection.frame(0x81, stomp)));
		}
		frames.writeBytes(RawConnection.frame(0x88, new byte[] { 3, (byte) 0xe8 }));
		connection.send(frames.toByteArray());
		connection.endOutput();
		return connection.readAll(20_000);
	}

}
