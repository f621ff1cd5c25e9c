package dev.syncedstore.benchmarks.engine;

import java.io.Closeable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.benchmarks.database.BenchmarkPostgres;
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

	private final List<FilledSpace> spaces = new ArrayList<>();

	private final String url;

	private final List<EngineNode> others = new ArrayList<>();

	private EngineNode(ConfigurableApplicationContext context, String url) {
		this.context = context;
		this.url = url;
	}

	/**
	 * Start a node on an empty database.
	 * @param properties what differs from the defaults
	 * @return the node
	 * @throws SQLException if there is no database to be had
	 */
	static EngineNode start(String... properties) throws SQLException {
		return on(BenchmarkPostgres.current().createDatabase("engine"), List.of(), properties);
	}

	private static EngineNode on(String url, List<Class<?>> beans, String... properties) {
		return new EngineNode(new SpringApplicationBuilder(Application.class).sources(beans.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.url=" + url, "spring.jpa.properties.hibernate.jdbc.batch_size=50",
					"spring.main.banner-mode=off", "logging.level.root=warn")
			.properties(properties)
			.run(), url);
	}

	/** Start another node on the same database. It ends with this one. */
	EngineNode beside() {
		return ended(on(this.url, List.of()));
	}

	/**
	 * Start another node on an empty database of its own. It ends with this one.
	 * @param beans what its application has besides
	 */
	EngineNode apart(Class<?>... beans) throws SQLException {
		return ended(on(BenchmarkPostgres.current().createDatabase("apart"), List.of(beans)));
	}

	private EngineNode ended(EngineNode other) {
		this.others.add(other);
		return other;
	}

	/** A new space. */
	FilledSpace space(String name, int items) {
		FilledSpace space = new FilledSpace(this, name, items);
		this.spaces.add(space);
		return space;
	}

	/** That everything is there that callers of the spaces were told to be durable. */
	void check() {
		this.spaces.forEach(FilledSpace::check);
		this.others.forEach(EngineNode::check);
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
		this.others.forEach(EngineNode::close);
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
