package dev.syncedstore.server.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.codec.WireCodec;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.poke.stomp.StompWebSocketHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.support.AbstractHandshakeHandler;
import org.springframework.web.util.WebUtils;

/**
 * Turns a request for pokes into a WebSocket. Anybody may come this far: who it is may be
 * said by the first frame. Foreign origins may not, because a browser adds its cookies to
 * any page's handshake. Thread-safe.
 */
final class PokeHandshake extends AbstractHandshakeHandler implements HttpRequestHandler {

	private static final Logger logger = LoggerFactory.getLogger(PokeHandshake.class);

	private static final int UPGRADE_REQUIRED = 426;

	private final StompWebSocketHandler handler;

	private final CorsConfiguration origins;

	private final WireCodec codec;

	PokeHandshake(StompWebSocketHandler handler, Set<String> allowedOrigins, WireCodec codec) {
		this.handler = handler;
		this.codec = codec;
		this.origins = new CorsConfiguration();
		this.origins.setAllowedOrigins(List.copyOf(allowedOrigins));
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		ServerHttpRequest handshake = new ServletServerHttpRequest(request);
		Reply refusal = refusal(request, handshake);
		if (refusal != null) {
			ReplyWriter.write(request, response, refusal);
			return;
		}
		Map<String, Object> attributes = new HashMap<>();
		HttpSession session = request.getSession(false);
		if (session != null) {
			attributes.put(StompWebSocketHandler.SESSION_ATTRIBUTE, session);
		}
		try (ServletServerHttpResponse answer = new ServletServerHttpResponse(response)) {
			doHandshake(handshake, answer, this.handler, attributes);
		}
		catch (HandshakeFailureException ex) {
			logger.debug("A handshake failed", ex);
			if (!response.isCommitted()) {
				ReplyWriter.write(request, response, invalid("The WebSocket handshake failed"));
			}
		}
	}

	private @Nullable Reply refusal(HttpServletRequest request, ServerHttpRequest handshake) {
		if (!request.getMethod().equals("GET")) {
			RefusedRequestException refused = RefusedRequestException.methodNotAllowed(request.getMethod(), "GET");
			return Reply.of(refused.problem(), this.codec).with("Allow", "GET");
		}
		if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
				|| request.getHeader("Sec-WebSocket-Key") == null) {
			return invalid("This is for WebSockets alone: connect with STOMP 1.2 over one");
		}
		if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
			return Reply
				.of(new Problem(UPGRADE_REQUIRED, ProblemCode.INVALID_REQUEST.code(),
						"The version of the WebSocket must be 13", Map.of()), this.codec)
				.with("Sec-WebSocket-Version", "13");
		}
		if (!WebUtils.isSameOrigin(handshake) && this.origins.checkOrigin(handshake.getHeaders().getOrigin()) == null) {
			return Reply.of(
					Problem.of(ProblemCode.ACCESS_DENIED,
							"Pages of another origin may not connect: add theirs to synced-store.allowed-origins"),
					this.codec);
		}
		return null;
	}

	private Reply invalid(String detail) {
		return Reply.of(Problem.of(ProblemCode.INVALID_REQUEST, detail), this.codec);
	}

	/** No compression: a message for many would be compressed once for each. */
	@Override
	protected List<WebSocketExtension> filterRequestedExtensions(ServerHttpRequest request,
			List<WebSocketExtension> requestedExtensions, List<WebSocketExtension> supportedExtensions) {
		return List.of();
	}

}
