package dev.syncedstore.embedded.testing;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives each application context of the tests an empty database of its own.
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * &#64;ContextConfiguration(initializers = TestDatabaseInitializer.class)
 * class OrdersTests {
 * </pre>
 *
 * Contexts that are to share a database take {@link TestDatabase#properties()} instead.
 */
public final class TestDatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		TestPostgres server = TestPostgres.shared();
		TestDatabase database = server.createDatabase();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("testDatabase",
					Map.of("spring.datasource.url", database.jdbcUrl(), "spring.datasource.username",
							database.username(), "spring.datasource.password", database.password())));
		context.addApplicationListener(new HandOver(server));
	}

	/**
	 * Contexts that live until the process ends are closed by Spring Boot's shutdown
	 * hook, and the server has to outlive them.
	 */
	private record HandOver(TestPostgres server) implements ApplicationListener<ApplicationStartedEvent> {

		@Override
		public void onApplicationEvent(ApplicationStartedEvent event) {
			this.server.stopWith(SpringApplication.getShutdownHandlers());
		}

	}

}
