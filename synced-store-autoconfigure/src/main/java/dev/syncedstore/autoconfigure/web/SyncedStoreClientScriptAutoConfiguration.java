package dev.syncedstore.autoconfigure.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.autoconfigure.SyncedStoreProperties;
import dev.syncedstore.server.web.SyncHandlerMapping;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.util.DigestUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Auto-configuration that serves the browser client under {@code client/} below the base
 * path, where its module is on the class path. Whoever may load it is the application's
 * business, as with all static files; there is nothing secret in it.
 */
@AutoConfiguration(after = SyncedStoreWebAutoConfiguration.class)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(SyncHandlerMapping.class)
@ConditionalOnResource(resources = "classpath:" + SyncedStoreClientScriptAutoConfiguration.FOLDER + "index.js")
public final class SyncedStoreClientScriptAutoConfiguration {

	static final String FOLDER = "dev/syncedstore/client/js/";

	/** In front of the endpoints, which take all of the base path. */
	private static final int PRECEDENCE = Ordered.HIGHEST_PRECEDENCE + 90;

	@Bean
	SimpleUrlHandlerMapping syncedStoreClientScriptMapping(SyncedStoreProperties properties) {
		String pattern = properties.basePath() + "/client/**";
		SimpleUrlHandlerMapping mapping = new ScriptMapping(Map.of(pattern, handler()));
		if (!properties.allowedOrigins().isEmpty()) {
			mapping.setCorsConfigurations(Map.of(pattern, cors(properties.allowedOrigins())));
		}
		return mapping;
	}

	private static ResourceHttpRequestHandler handler() {
		ResourceHttpRequestHandler handler = new ResourceHttpRequestHandler();
		handler.setLocations(List.of(new ClassPathResource(FOLDER)));
		// The address stays the same from version to version, so that browsers have to
		// ask, and files in reproducible archives are all of the same day.
		handler.setCacheControl(CacheControl.noCache());
		handler.setUseLastModified(false);
		handler.setEtagGenerator(SyncedStoreClientScriptAutoConfiguration::etag);
		try {
			handler.afterPropertiesSet();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The browser client can't be served", ex);
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
	private static final class ScriptMapping extends SimpleUrlHandlerMapping {

		private static final Set<String> METHODS = Set.of("GET", "HEAD");

		ScriptMapping(Map<String, ?> handlers) {
			super(handlers, PRECEDENCE);
		}

		@Override
		protected @Nullable Object getHandlerInternal(HttpServletRequest request) throws Exception {
			String method = CorsUtils.isPreFlightRequest(request)
					? request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) : request.getMethod();
			return METHODS.contains(method) ? super.getHandlerInternal(request) : null;
		}

	}

}
