package dev.syncedstore.server.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.access.Identity;
import dev.syncedstore.server.schema.StoreTypeSchema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Shows what a store type looks like, to anybody who is signed in: it is the
 * application's code and nobody's data, so no policy is asked. Thread-safe.
 */
final class SchemaHandler implements HttpRequestHandler {

	private static final List<String> METHODS = List.of("GET", "HEAD");

	private static final int NOT_MODIFIED = 304;

	/** It changes with the next deployment, whenever that is. */
	private static final String CACHE_CONTROL = "private, no-cache";

	private final SyncParts parts;

	SchemaHandler(SyncParts parts) {
		this.parts = parts;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Reply refusal = refusal(request);
		if (refusal != null) {
			ReplyWriter.write(request, response, refusal);
			return;
		}
		String storeType = storeType(request);
		StoreTypeSchema schema = this.parts.schemas().find(storeType);
		if (schema == null) {
			ReplyWriter.write(request, response,
					refused(ProblemCode.UNKNOWN_STORE_TYPE, "There is no store type " + storeType));
			return;
		}
		// Weak, as the bytes differ where they are compressed.
		String tag = "W/\"" + schema.digest() + "\"";
		if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
			response.setStatus(NOT_MODIFIED);
			response.setHeader(HttpHeaders.ETAG, tag);
			response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
			return;
		}
		ReplyWriter.write(request, response, Reply.ok(schema.json())
			.withAll(Map.of(HttpHeaders.ETAG, tag, HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)));
	}

	private @Nullable Reply refusal(HttpServletRequest request) {
		Identity identity = this.parts.identification().identify(new ServletCredentials(request));
		if (identity instanceof Identity.Nobody nobody) {
			return refused(ProblemCode.UNAUTHENTICATED, nobody.detail());
		}
		if (identity instanceof Identity.Unusable unusable) {
			return refused(ProblemCode.ACCESS_DENIED, unusable.detail());
		}
		if (((Identity.User) identity).userId().equals(Actor.SYSTEM_USER_ID)) {
			return refused(ProblemCode.ACCESS_DENIED, "The system's own user can't sign in");
		}
		if (!METHODS.contains(request.getMethod())) {
			RefusedRequestException refused = RefusedRequestException.methodNotAllowed(request.getMethod(),
					METHODS.get(0));
			return Reply.of(refused.problem(), this.parts.codec()).with(HttpHeaders.ALLOW, "GET, HEAD");
		}
		return null;
	}

	private static boolean matches(@Nullable String header, String tag) {
		return header != null && (header.strip().equals("*") || Arrays.stream(header.split(","))
			.map(String::strip)
			.anyMatch((each) -> each.equals(tag) || ("W/" + each).equals(tag)));
	}

	/** The last segment but one. */
	private static String storeType(HttpServletRequest request) {
		List<PathContainer.PathSegment> segments = ServletRequestPathUtils.getParsedRequestPath(request)
			.pathWithinApplication()
			.elements()
			.stream()
			.filter(PathContainer.PathSegment.class::isInstance)
			.map(PathContainer.PathSegment.class::cast)
			.toList();
		return segments.get(segments.size() - 2).valueToMatch();
	}

	private Reply refused(ProblemCode code, String detail) {
		return Reply.of(Problem.of(code, detail), this.parts.codec());
	}

}
