package dev.syncedstore.server.web;

import java.util.Map;

import dev.syncedstore.core.SyncedStoreException;
import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;

/**
 * A request that is refused before anybody looks at what it asks for.
 */
final class RefusedRequestException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private static final int NOT_FOUND = 404;

	private static final int METHOD_NOT_ALLOWED = 405;

	private final transient Problem problem;

	private final transient Map<String, String> headers;

	private RefusedRequestException(Problem problem, Map<String, String> headers) {
		super(problem.detail());
		this.problem = problem;
		this.headers = headers;
	}

	static RefusedRequestException of(ProblemCode code, String detail) {
		return new RefusedRequestException(Problem.of(code, detail), Map.of());
	}

	static RefusedRequestException invalid(String field, String detail) {
		return new RefusedRequestException(field.isEmpty() ? Problem.of(ProblemCode.INVALID_REQUEST, detail)
				: Problem.of(ProblemCode.INVALID_REQUEST, detail, "field", field), Map.of());
	}

	static RefusedRequestException unsupportedMediaType(String detail, String header, String accepted) {
		return new RefusedRequestException(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail),
				Map.of(header, accepted));
	}

	static RefusedRequestException notFound(String detail) {
		return new RefusedRequestException(new Problem(NOT_FOUND, "not_found", detail, Map.of()), Map.of());
	}

	static RefusedRequestException methodNotAllowed(String method, String allowed) {
		return new RefusedRequestException(new Problem(METHOD_NOT_ALLOWED, "method_not_allowed",
				"The method is " + method + ": send " + allowed, Map.of()), Map.of("Allow", allowed));
	}

	Problem problem() {
		return this.problem;
	}

	Map<String, String> headers() {
		return this.headers;
	}

}
