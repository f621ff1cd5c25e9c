package dev.syncedstore.autoconfigure.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.util.DigestUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Serves scripts from folders of the class path.
 */
final class ScriptFiles {

	/** In front of the endpoints, which take all of the base path. */
	private static final int PRECEDENCE = Ordered.HIGHEST_PRECEDENCE + 90;

	private static final Duration A_YEAR = Duration.ofDays(365);

	private ScriptFiles() {
	}

	/**
	 * Files whose addresses stay the same from version to version, so that browsers have
	 * to ask.
	 */
	static ResourceHttpRequestHandler asked(String folder) {
		return handler(folder, CacheControl.noCache());
	}

	/**
	 * Files that have another address when they are others.
	 */
	static ResourceHttpRequestHandler unchanging(String folder) {
		return handler(folder, CacheControl.maxAge(A_YEAR).cachePublic().immutable());
	}

	private static ResourceHttpRequestHandler handler(String folder, CacheControl cacheControl) {
		ResourceHttpRequestHandler handler = new ResourceHttpRequestHandler();
		handler.setLocations(List.of(new ClassPathResource(folder)));
		handler.setCacheControl(cacheControl);
		// Files in reproducible archives are all of the same day.
		handler.setUseLastModified(false);
		handler.setEtagGenerator(ScriptFiles::etag);
		try {
			handler.afterPropertiesSet();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The scripts in " + folder + " can't be served", ex);
		}
		return handler;
	}

	private static String etag(Resource resource) {
		try (InputStream content = resource.getInputStream()) {
			return DigestUtils.md5DigestAsHex(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static CorsConfiguration cors(Set<String> allowedOrigins) {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(List.copyOf(allowedOrigins));
		cors.setAllowedMethods(List.of("GET"));
		return cors;
	}

	/**
	 * Leaves to the endpoints what is sent to them: a store type may be called client.
	 */
	static final class Mapping extends SimpleUrlHandlerMapping {

		private static final Set<String> METHODS = Set.of("GET", "HEAD");

		Mapping(Map<String, ?> handlers, Set<String> allowedOrigins) {
			super(handlers, PRECEDENCE);
			if (!allowedOrigins.isEmpty()) {
				Map<String, CorsConfiguration> all = new LinkedHashMap<>();
				handlers.keySet().forEach((pattern) -> all.put(pattern, cors(allowedOrigins)));
				setCorsConfigurations(all);
			}
		}

		@Override
		protected @Nullable Object getHandlerInternal(HttpServletRequest request) throws Exception {
			String method = CorsUtils.isPreFlightRequest(request)
					? request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) : request.getMethod();
			return METHODS.contains(method) ? super.getHandlerInternal(request) : null;
		}

	}

}
