package dev.syncedstore.autoconfigure.fullstack;

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
import org.springframework.security.web.SecurityFilterChain;

/**
 * Whoever gives the user name as the password is signed in.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(TodoMutators.class)
class AnybodysApplication {

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
		return (name) -> User.withUsername(name).password("{noop}" + name).roles("USER").build();
	}

}
