package dev.syncedstore.autoconfigure.security;

import java.io.IOException;

import dev.syncedstore.autoconfigure.SyncedStoreProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Makes a security filter chain fit for clients that are programs: under the base path,
 * requests that bring an {@code Authorization} header, or no session, need no CSRF token.
 * Without a session there is nothing that a forged request could abuse, and a browser
 * lets no page of a foreign origin send JSON with the credentials it remembers; requests
 * that a session's cookie may authenticate need their token as everywhere.
 *
 * <pre class="code">
 * http.with(SyncedStoreHttpConfigurer.syncedStore(), Customizer.withDefaults());
 * </pre>
 *
 * Who may come in at all, and how users sign in, stays with the rest of the chain. That
 * the endpoints answer 401 and never redirect needs no configuration.
 */
public final class SyncedStoreHttpConfigurer extends AbstractHttpConfigurer<SyncedStoreHttpConfigurer, HttpSecurity> {

	private SyncedStoreHttpConfigurer() {
	}

	/**
	 * For {@link HttpSecurity#with}.
	 * @return a new configurer
	 */
	public static SyncedStoreHttpConfigurer syncedStore() {
		return new SyncedStoreHttpConfigurer();
	}

	@Override
	@SuppressWarnings("unchecked")
	public void init(HttpSecurity http) {
		ApplicationContext context = http.getSharedObject(ApplicationContext.class);
		SyncedStoreProperties properties = context.getBeanProvider(SyncedStoreProperties.class).getIfAvailable();
		if (properties == null) {
			return;
		}
		DispatcherServletPath servlet = context.getBeanProvider(DispatcherServletPath.class)
			.getIfAvailable(() -> () -> "");
		RequestMatcher endpoints = below(servlet.getRelativePath(properties.basePath()));
		// Not by the methods of HttpSecurity, which would switch on what the application
		// has switched off.
		CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
		if (csrf != null) {
			RequestMatcher tools = tools(context.getEnvironment());
			csrf.ignoringRequestMatchers((request) -> (endpoints.matches(request) || tools.matches(request))
					&& request.getHeader(HttpHeaders.AUTHORIZATION) != null);
		}
		ExceptionHandlingConfigurer<HttpSecurity> exceptions = http.getConfigurer(ExceptionHandlingConfigurer.class);
		if (exceptions != null) {
			exceptions.defaultAccessDeniedHandlerFor(SyncedStoreHttpConfigurer::denied, endpoints);
		}
	}

	/**
	 * Where assistants call tools and end sessions, if they may. It takes any type of
	 * content, of which browsers send some across origins: so only what they don't.
	 */
	private static RequestMatcher tools(Environment environment) {
		boolean enabled = environment.getProperty("synced-store.mcp.enabled", Boolean.class, false);
		RequestMatcher endpoint = below(
				environment.getProperty("spring.ai.mcp.server.streamable-http.mcp-endpoint", "/mcp"));
		return (request) -> enabled && endpoint.matches(request)
				&& (request.getMethod().equals(HttpMethod.DELETE.name()) || request.getContentType() != null
						&& request.getContentType().startsWith(MediaType.APPLICATION_JSON_VALUE));
	}

	private static RequestMatcher below(String basePath) {
		return (request) -> {
			String path = request.getRequestURI().substring(request.getContextPath().length());
			return path.equals(basePath) || path.startsWith(basePath + "/");
		};
	}

	/**
	 * A missing CSRF token is noticed before anybody asks who is there: whose session has
	 * ended is to be told that, and not that access is denied.
	 */
	private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
			throws IOException {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		boolean signedIn = authentication != null && authentication.isAuthenticated()
				&& !(authentication instanceof AnonymousAuthenticationToken);
		response.sendError(signedIn ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_UNAUTHORIZED);
	}

}
