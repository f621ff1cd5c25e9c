package dev.syncedstore.server.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.protocol.Problem;
import dev.syncedstore.core.protocol.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes problems that the protocol knows of what other filters answer under the base
 * path: above all the redirects, challenges and error pages of the application's
 * security, which programs can't follow. To be placed in front of these filters.
 */
public final class ProblemFilter extends OncePerRequestFilter {

	private static final Logger logger = LoggerFactory.getLogger(ProblemFilter.class);

	private static final int SERVER_ERRORS = 500;

	private static final List<String> FORMS = List.of("multipart/", "application/x-www-form-urlencoded");

	private final String basePath;

	private final SyncParts parts;

	/**
	 * Create a filter.
	 * @param basePath where the protocol is mounted
	 * @param parts what requests are served with
	 */
	public ProblemFilter(String basePath, SyncParts parts) {
		this.basePath = basePath;
		this.parts = parts;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return !path.equals(this.basePath) && !path.startsWith(this.basePath + "/");
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String contentType = request.getContentType();
		if (contentType != null && isForm(contentType)) {
			// Security and Spring MVC would parse it before a handler sees it.
			write(request, response, Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
					"The content type is " + contentType + ": send application/json"));
			return;
		}
		if (!hasReadableQuery(request)) {
			write(request, response,
					Problem.of(ProblemCode.INVALID_REQUEST, "The query of the address can't be decoded: leave it out"));
			return;
		}
		CapturedResponse captured = new CapturedResponse(response);
		Problem problem;
		try {
			chain.doFilter(request, captured);
			Integer status = request.isAsyncStarted() ? null : captured.failure();
			problem = (status != null) ? problem(status) : null;
		}
		catch (ServletException | RuntimeException ex) {
			String incident = this.parts.incidentIds().get();
			logger.error("A request failed outside of the synced store (incident {})", incident, ex);
			problem = Problem.of(ProblemCode.UNAVAILABLE, "The server failed; its log has the cause under " + incident);
		}
		if (problem != null && !response.isCommitted()) {
			write(request, response, problem);
		}
	}

	private static boolean isForm(String contentType) {
		return FORMS.stream().anyMatch((form) -> contentType.regionMatches(true, 0, form, 0, form.length()));
	}

	/** Whoever asks for a parameter would fail otherwise, be it for a CSRF token. */
	private static boolean hasReadableQuery(HttpServletRequest request) {
		try {
			return request.getQueryString() == null || request.getParameterMap() != null;
		}
		catch (RuntimeException ex) {
			logger.debug("A query can't be decoded", ex);
			return false;
		}
	}

	private Problem problem(int status) {
		return switch (status) {
			case 400 -> Problem.of(ProblemCode.INVALID_REQUEST, "The request is refused as invalid before it is read");
			case 401 -> Problem.of(ProblemCode.UNAUTHENTICATED, this.parts.identification().nobodyDetail());
			case 403 -> Problem.of(ProblemCode.ACCESS_DENIED, "The application's security refuses the request: access "
					+ "is denied, or a CSRF token is missing, which requests with an Authorization header don't need "
					+ "once SyncedStoreHttpConfigurer is applied");
			case 413 -> Problem.of(ProblemCode.REQUEST_TOO_LARGE, "The request is too large: send fewer mutations");
			case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json");
			case 429 -> Problem.of(ProblemCode.TOO_MANY_REQUESTS, "Too many requests: wait as Retry-After says");
			default -> (status >= SERVER_ERRORS) ? Problem.of(ProblemCode.UNAVAILABLE, "The server failed")
					: new Problem(status, "refused", "The request is refused", Map.of());
		};
	}

	private void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		Reply reply = Reply.of(problem, this.parts.codec());
		boolean temporary = problem.is(ProblemCode.UNAVAILABLE) || problem.is(ProblemCode.TOO_MANY_REQUESTS);
		if (temporary && response.getHeader("Retry-After") == null) {
			reply = reply.with("Retry-After", "1");
		}
		response.resetBuffer();
		ReplyWriter.write(request, response, reply);
	}

}
