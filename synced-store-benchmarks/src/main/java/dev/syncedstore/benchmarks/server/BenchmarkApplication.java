package dev.syncedstore.benchmarks.server;

import java.util.Map;

import dev.syncedstore.autoconfigure.security.SyncedStoreHttpConfigurer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application as its authors would write it: sessions, CSRF tokens, form login, and
 * the starter. Only what one user and one connection may take is raised, because each of
 * the driver's stands for many.
 */
@SpringBootApplication
public class BenchmarkApplication {

	private static final String PLENTY = "1000000";

	private static final Map<String, Object> DEFAULTS = Map.of("spring.main.banner-mode", "off", "logging.level.root",
			"warn", "server.tomcat.max-keep-alive-requests", "-1", "synced-store.limits.pushes-per-second", PLENTY,
			"synced-store.limits.pulls-per-second", PLENTY, "synced-store.limits.bytes-per-second", "1GB",
			"synced-store.limits.requests-per-user", PLENTY, "synced-store.limits.spaces-per-day", PLENTY,
			"synced-store.limits.connections-per-user", PLENTY, "synced-store.limits.clients-per-space", PLENTY);

	/**
	 * Started by {@link ServerProcess}, with the database and the port as system
	 * properties.
	 * @param args none
	 */
	public static void main(String[] args) {
		ParentProcess.endWithIt();
		SpringApplication application = new SpringApplication(BenchmarkApplication.class);
		application.setDefaultProperties(DEFAULTS);
		application.run(args);
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http) {
		http.with(SyncedStoreHttpConfigurer.syncedStore(), Customizer.withDefaults());
		http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers("/synced-store/poke").permitAll().anyRequest().authenticated());
		http.formLogin(Customizer.withDefaults());
		// Nobody's session is there to be abused yet.
		http.csrf((csrf) -> csrf.ignoringRequestMatchers("/login"));
		return http.build();
	}

	/** Users {@code u0}, {@code u1} and so on, each with the name as password. */
	@Bean
	UserDetailsService users() {
		return (name) -> {
			if (!name.matches("u\\d{1,5}")) {
				throw new UsernameNotFoundException("There are only u0, u1 and so on");
			}
			return User.withUsername(name).password("{noop}" + name).roles("USER").build();
		};
	}

}
