package dev.syncedstore.notes;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.SyncedStores;
import dev.syncedstore.server.access.UserIdResolver;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A node of an application that keeps notes, in one of its versions. Outside of the
 * sample's package, whose application would otherwise be one of all versions, too.
 */
public final class NotesNode implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	/**
	 * Start it.
	 * @param database which it may share with others
	 * @param version the mutators that it has
	 */
	public NotesNode(TestDatabase database, Class<?> version) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off",
				"--spring.jmx.enabled=false", "--spring.datasource.hikari.maximum-pool-size=4",
				"--server.servlet.session.persistent=false", "--synced-store.mcp.enabled=false"));
		Arrays.stream(database.properties()).map("--"::concat).forEach(arguments::add);
		this.context = new SpringApplicationBuilder(Application.class, version).web(WebApplicationType.SERVLET)
			.registerShutdownHook(false)
			.run(arguments.toArray(String[]::new));
	}

	/** Where clients find it. */
	public URI address() {
		return URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port"));
	}

	/** The notes of a space as the second version has them: each with its length. */
	public List<String> notes(SpaceId space) {
		return this.context.getBean(SyncedStores.class)
			.read(space,
					(ctx) -> ctx.table(SecondNotes.NOTES)
						.scan()
						.stream()
						.map((entry) -> entry.key() + ": " + entry.value().text() + ", " + entry.value().length())
						.toList());
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Believes everybody's name.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		UserIdResolver userIdResolver() {
			return (request) -> request.header("X-User");
		}

		@Bean
		SecurityFilterChain security(HttpSecurity http) {
			return http.csrf(AbstractHttpConfigurer::disable).build();
		}

	}

}
