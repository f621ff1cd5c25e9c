package dev.syncedstore.server.web;

import java.time.Duration;
import java.util.Map;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Problem;

import org.springframework.http.HttpHeaders;

/**
 * An answer, ready to be written.
 *
 * @param status the HTTP status
 * @param contentType the type of the body
 * @param body JSON text
 * @param headers what goes beside it
 */
record Reply(int status, String contentType, String body, Map<String, String> headers) {

	private static final int OK = 200;

	static Reply ok(String json) {
		return new Reply(OK, "application/json", json, Map.of());
	}

	static Reply of(Problem problem, WireCodec codec) {
		return new Reply(problem.status(), "application/problem+json", codec.writeProblem(problem), Map.of());
	}

	Reply with(String header, String value) {
		return new Reply(this.status, this.contentType, this.body, Map.of(header, value));
	}

	Reply withAll(Map<String, String> more) {
		return new Reply(this.status, this.contentType, this.body, more);
	}

	/**
	 * The same, with the time to wait in whole seconds, rounded up.
	 */
	Reply retryAfter(Duration duration) {
		return with(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, duration.plusMillis(999).toSeconds())));
	}

}
