package dev.syncedstore.sample.web;

import java.util.stream.Stream;

import dev.syncedstore.autoconfigure.security.SyncedStoreHttpConfigurer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Form login for pages, HTTP Basic for programs.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String PAGES_SCRIPTS_ONLY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";

	// tag::chain[]
	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		http.with(SyncedStoreHttpConfigurer.syncedStore(), Customizer.withDefaults());
		http.authorizeHttpRequests((requests) -> requests
			// The first frame on the connection may say who it is, if the handshake does
			// not.
			.requestMatchers("/synced-store/poke")
			.permitAll()
			.requestMatchers("/login", "/error", "/actuator/health/**")
			.permitAll()
			// What pages are made of: nothing in it is anybody's, and browsers keep it.
			.requestMatchers("/*.html", "/*.js", "/*.css", "/*.svg", "/*.webmanifest", "/shared/**", "/todos/**",
					"/battleship/*", "/under-the-hood/**", "/synced-store/client/**", "/synced-store/mutators/**")
			.permitAll()
			.requestMatchers("/actuator/syncedstore/**")
			.hasRole("OPERATOR")
			.anyRequest()
			.authenticated());
		http.formLogin((login) -> login.loginPage("/login"));
		http.httpBasic(Customizer.withDefaults());
		// Puts the token into a cookie, from where the page's script copies it into a
		// header.
		http.csrf(CsrfConfigurer::spa);
		// end::chain[]
		http.headers(
				(headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(PAGES_SCRIPTS_ONLY)));
		// tag::chain[]
		return http.build();
	}
	// end::chain[]

	/**
	 * The demo users. Their passwords are no secret, so they are not hashed: bcrypt takes
	 * 55 ms a check, and programs that send HTTP Basic are checked with every request.
	 * What is returned is no more than a {@code UserDetailsService}, because Spring
	 * Security would otherwise replace each password by its bcrypt hash at its first use.
	 */
	@Bean
	UserDetailsService demoUsers() {
		UserDetails[] users = Stream.of("alice", "bob", "carol", "operator")
			.map((name) -> User.withUsername(name)
				.password("{noop}" + name)
				.roles(name.equals("operator") ? "OPERATOR" : "USER")
				.build())
			.toArray(UserDetails[]::new);
		return new InMemoryUserDetailsManager(users)::loadUserByUsername;
	}

}
