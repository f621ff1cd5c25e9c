package dev.syncedstore.autoconfigure.fullstack;

import dev.syncedstore.autoconfigure.security.SyncedStoreHttpConfigurer;
import dev.syncedstore.autoconfigure.todo.TodoMutators;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application whose endpoint is for operators.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ TodoMutators.class, ActionEndpointTests.TodoActions.class, ActionEndpointTests.LaterMutators.class })
class OperatorsApplication {

	// tag::chain[]
	@Bean
	@Order(1)
	SecurityFilterChain operators(HttpSecurity http) {
		return http.securityMatcher(EndpointRequest.to("syncedstore"))
			.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("OPERATOR"))
			.httpBasic(Customizer.withDefaults())
			// For programs such as curl: without a session there is nothing to forge.
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(CsrfConfigurer::disable)
			.build();
	}
	// end::chain[]

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers("/synced-store/poke").permitAll().anyRequest().authenticated())
			.httpBasic(Customizer.withDefaults())
			.with(SyncedStoreHttpConfigurer.syncedStore(), Customizer.withDefaults())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return (name) -> User.withUsername(name)
			.password("{noop}" + name)
			.roles(name.equals("olga") ? "OPERATOR" : "USER")
			.build();
	}

}
