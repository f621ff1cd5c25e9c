package dev.syncedstore.server.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.server.poke.stomp.StompUpgrade;

import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Mounts the protocol under a base path of Spring MVC, in front of the application's own
 * mappings. To be registered as a bean.
 */
public final class SyncHandlerMapping extends SimpleUrlHandlerMapping {

	private static final int PRECEDENCE = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final long PREFLIGHT_SECONDS = 3600;

	private final SyncController controller;

	/**
	 * Mount the protocol.
	 * @param basePath where: begins with a slash and doesn't end with one
	 * @param parts what requests are served with
	 * @param pokes what connections are handed to
	 * @param allowedOrigins the origins besides its own whose pages may use this
	 */
	public SyncHandlerMapping(String basePath, SyncParts parts, StompUpgrade pokes, Set<String> allowedOrigins) {
		this.controller = new SyncController(parts, basePath);
		Map<String, Object> handlers = new LinkedHashMap<>();
		handlers.put(basePath + "/poke", new PokeHandshake(pokes, allowedOrigins, parts.codec()));
		// One pattern each, so that metrics of requests tell them apart.
		handlers.put(basePath + "/*/*/push", this.controller);
		handlers.put(basePath + "/*/*/pull", this.controller);
		handlers.put(basePath + "/*/*/actions/*", this.controller);
		handlers.put(basePath + "/*/schema", new SchemaHandler(parts));
		handlers.put(basePath + "/**", this.controller);
		setUrlMap(handlers);
		setOrder(PRECEDENCE);
		setCorsProcessor(new ProblemCorsProcessor(parts.codec()));
		if (!allowedOrigins.isEmpty()) {
			setCorsConfigurations(Map.of(basePath + "/**", cors(allowedOrigins)));
		}
	}

	/**
	 * How many requests wait for their answers.
	 * @return their number
	 */
	public int waitingRequests() {
		return this.controller.waiting();
	}

	/**
	 * How many bytes are held of requests that are being received and of answers that are
	 * being read.
	 * @return their number
	 */
	public long heldBytes() {
		return this.controller.heldBytes();
	}

	private static CorsConfiguration cors(Set<String> allowedOrigins) {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(List.copyOf(allowedOrigins));
		cors.setAllowCredentials(!allowedOrigins.contains(CorsConfiguration.ALL));
		cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
		cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
		cors.setExposedHeaders(List.of("Retry-After"));
		cors.setMaxAge(PREFLIGHT_SECONDS);
		return cors;
	}

}
