package dev.syncedstore.server.web;

import java.io.IOException;

import dev.syncedstore.codec.WireCodec;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses forms under the base path before Spring MVC parses them, which it does before
 * it looks for a handler, and which fails with an error page.
 */
public final class FormRefusalFilter extends OncePerRequestFilter {

	private final String prefix;

	private final WireCodec codec;

	/**
	 * Create a filter.
	 * @param basePath where the protocol is mounted
	 * @param codec writes problems
	 */
	public FormRefusalFilter(String basePath, WireCodec codec) {
		this.prefix = basePath + "/";
		this.codec = codec;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		if (path.startsWith(this.prefix) && isForm(request.getContentType())) {
			try {
				RequestBody.checkContentType(request.getContentType());
			}
			catch (RefusedRequestException ex) {
				ReplyWriter.write(request, response, Reply.of(ex.problem(), this.codec));
				return;
			}
		}
		chain.doFilter(request, response);
	}

	private static boolean isForm(@Nullable String contentType) {
		return contentType != null && contentType.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
	}

}
