package dev.syncedstore.autoconfigure.security;

import dev.syncedstore.autoconfigure.SyncedStoreProperties;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;

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
		// Not HttpSecurity.csrf(), which would switch on what the application has
		// switched off.
		CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
		if (properties != null && csrf != null) {
			DispatcherServletPath servlet = context.getBeanProvider(DispatcherServletPath.class)
				.getIfAvailable(() -> () -> "");
			String prefix = servlet.getRelativePath(properties.basePath()) + "/";
			csrf.ignoringRequestMatchers((request) -> isOfProgram(request, prefix));
		}
	}

	private static boolean isOfProgram(HttpServletRequest request, String prefix) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return path.startsWith(prefix)
				&& (request.getHeader(HttpHeaders.AUTHORIZATION) != null || !request.isRequestedSessionIdValid());
	}

}
