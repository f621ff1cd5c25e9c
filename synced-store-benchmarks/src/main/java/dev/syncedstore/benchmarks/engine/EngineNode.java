package dev.syncedstore.benchmarks.engine;

import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.benchmarks.engine.jpa.JpaWrites;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.engine.SyncEngine;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An application without web: the engine with all that the auto-configuration gives it,
 * and the baseline in the same pool and persistence unit.
 */
final class EngineNode implements Closeable {

	private final ConfigurableApplicationContext context;

	private EngineNode(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start a node on an empty database.
	 * @param url of the database
	 * @param properties what differs from the defaults
	 * @return the node
	 */
	static EngineNode start(String url, Map<String, String> properties) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("spring.datasource.url", url);
		all.put("spring.jpa.properties.hibernate.jdbc.batch_size", 50);
		all.put("spring.main.banner-mode", "off");
		all.put("logging.level.root", "warn");
		all.putAll(properties);
		return new EngineNode(
				new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).properties(all).run());
	}

	SyncEngine engine() {
		return this.context.getBean(SyncEngine.class);
	}

	JpaWrites writes() {
		return this.context.getBean(JpaWrites.class);
	}

	/** What the database has of a space. */
	StoredSpace stored(SpaceId space) {
		return new StoredSpace(this.context.getBean(JdbcClient.class), space);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = JpaWrites.class)
	@Import({ ItemMutators.class, JpaWrites.class })
	static class Application {

	}

}
