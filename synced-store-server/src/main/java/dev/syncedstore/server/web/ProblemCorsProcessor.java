package dev.syncedstore.server.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Refuses requests of foreign pages as the protocol refuses anything.
 */
final class ProblemCorsProcessor extends DefaultCorsProcessor {

	private final WireCodec codec;

	ProblemCorsProcessor(WireCodec codec) {
		this.codec = codec;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) throws IOException {
		String body = this.codec.writeProblem(Problem.of(ProblemCode.ACCESS_DENIED,
				"Pages of another origin may not send this: add theirs to synced-store.allowed-origins"));
		response.setStatusCode(HttpStatus.FORBIDDEN);
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.getBody().write(body.getBytes(StandardCharsets.UTF_8));
		response.flush();
	}

}
