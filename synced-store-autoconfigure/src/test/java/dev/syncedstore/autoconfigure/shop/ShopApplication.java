package dev.syncedstore.autoconfigure.shop;

import java.io.IOException;
import java.util.Optional;

import dev.syncedstore.autoconfigure.security.SyncedStoreHttpConfigurer;
import dev.syncedstore.server.SyncedStores;
import io.micrometer.observation.ObservationRegistry;
import jakarta.persistence.EntityManager;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.domain.AuditorAware;
import org.springframework.data.jpa.repository.config.EnableJpaAuditing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Everybody may come in with their name as password; who is called admin is one.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@EnableJpaAuditing
@EntityScan(basePackageClasses = Booking.class)
@Import({ ShopMutators.class, BackOfficeMutators.class, ShopApplication.Endpoint.class })
public class ShopApplication {

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.httpBasic(Customizer.withDefaults())
			.with(SyncedStoreHttpConfigurer.syncedStore(), Customizer.withDefaults())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return (name) -> User.withUsername(name)
			.password("{noop}" + name)
			.roles(name.equals("admin") ? "ADMIN" : "USER")
			.build();
	}

	@Bean
	AuditorAware<String> auditor() {
		return () -> Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
			.map(Authentication::getName);
	}

	@Bean
	BoxOffice boxOffice(EntityManager entityManager, @Lazy SyncedStores stores, ObservationRegistry observations) {
		return new DatabaseBoxOffice(entityManager, stores, observations);
	}

	/** Puts the request's path into the diagnostic context of the log. */
	@Bean
	OncePerRequestFilter diagnostics() {
		return new OncePerRequestFilter() {

			@Override
			protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
					throws ServletException, IOException {
				MDC.put("request", request.getRequestURI());
				try {
					chain.doFilter(request, response);
				}
				finally {
					MDC.remove("request");
				}
			}

		};
	}

	/**
	 * The application's own business.
	 */
	@RestController
	static class Endpoint {

		private final JdbcClient sql;

		Endpoint(JdbcClient sql) {
			this.sql = sql;
		}

		@GetMapping("/bookings")
		long bookings() {
			return this.sql.sql("SELECT count(*) FROM booking").query(Long.class).single();
		}

	}

}
