package dev.syncedstore.server.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.poke.stomp.StompUpgrade;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.WebUtils;

/**
 * Turns a request for pokes into a WebSocket. Anybody may come this far: who it is may be
 * said by the first frame. Foreign origins may not, because a browser adds its cookies to
 * any page's handshake. Thread-safe.
 */
final class PokeHandshake implements HttpRequestHandler {

	private static final Logger logger = LoggerFactory.getLogger(PokeHandshake.class);

	private static final String METHOD = "GET";

	private static final int UPGRADE_REQUIRED = 426;

	private static final String VERSION_HEADER = "Sec-WebSocket-Version";

	private static final String VERSION = "13";

	private final StompUpgrade upgrade;

	private final CorsConfiguration origins;

	private final WireCodec codec;

	PokeHandshake(StompUpgrade upgrade, Set<String> allowedOrigins, WireCodec codec) {
		this.upgrade = upgrade;
		this.codec = codec;
		this.origins = new CorsConfiguration();
		this.origins.setAllowedOrigins(List.copyOf(allowedOrigins));
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Reply refusal = refusal(request, new ServletServerHttpRequest(request));
		if (refusal != null) {
			ReplyWriter.write(request, response, refusal);
			return;
		}
		try {
			this.upgrade.upgrade(request, response);
		}
		catch (ServletException ex) {
			logger.error("A request can't be made a WebSocket", ex);
			ReplyWriter.write(request, response,
					Reply.of(Problem.of(ProblemCode.UNAVAILABLE, "The server has no WebSockets"), this.codec)
						.with("Retry-After", "60"));
		}
	}

	private @Nullable Reply refusal(HttpServletRequest request, ServerHttpRequest handshake) {
		if (!request.getMethod().equals(METHOD)) {
			RefusedRequestException refused = RefusedRequestException.methodNotAllowed(request.getMethod(), METHOD);
			return Reply.of(refused.problem(), this.codec).with("Allow", METHOD);
		}
		if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
				|| request.getHeader("Sec-WebSocket-Key") == null) {
			return refused(ProblemCode.INVALID_REQUEST,
					"This is for WebSockets alone: connect with STOMP 1.2 over one");
		}
		if (!VERSION.equals(request.getHeader(VERSION_HEADER))) {
			return Reply
				.of(new Problem(UPGRADE_REQUIRED, ProblemCode.INVALID_REQUEST.code(),
						"The version of the WebSocket must be " + VERSION, Map.of()), this.codec)
				.with(VERSION_HEADER, VERSION);
		}
		if (!WebUtils.isSameOrigin(handshake) && this.origins.checkOrigin(handshake.getHeaders().getOrigin()) == null) {
			return refused(ProblemCode.ACCESS_DENIED,
					"Pages of another origin may not connect: add theirs to synced-store.allowed-origins");
		}
		return null;
	}

	private Reply refused(ProblemCode code, String detail) {
		return Reply.of(Problem.of(code, detail), this.codec);
	}

}
