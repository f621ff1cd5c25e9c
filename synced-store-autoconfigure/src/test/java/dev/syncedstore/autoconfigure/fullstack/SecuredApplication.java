package dev.syncedstore.autoconfigure.fullstack;

import java.util.Set;

import dev.syncedstore.autoconfigure.security.SyncedStoreHttpConfigurer;
import dev.syncedstore.autoconfigure.todo.TodoMutators;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Pages with a login form and a session, programs with Basic.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(TodoMutators.class)
class SecuredApplication {

	private static final Set<String> USERS = Set.of("al", "alice", "Alice", "a_ice", "%", "bob", "$system");

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers("/synced-store/poke").permitAll().anyRequest().authenticated())
			.formLogin(Customizer.withDefaults())
			.httpBasic(Customizer.withDefaults())
			.with(SyncedStoreHttpConfigurer.syncedStore(), Customizer.withDefaults())
			.build();
	}

	@Bean
	UserDetailsService users() {
		// Not the in-memory one, for which alice and Alice are the same.
		return (name) -> {
			if (!USERS.contains(name)) {
				throw new UsernameNotFoundException(name);
			}
			return User.withUsername(name).password("{noop}" + name).roles("USER").build();
		};
	}

}
