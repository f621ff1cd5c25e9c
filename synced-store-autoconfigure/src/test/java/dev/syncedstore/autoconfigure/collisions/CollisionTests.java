package dev.syncedstore.autoconfigure.collisions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.syncedstore.autoconfigure.SyncedStoreAutoConfiguration;
import dev.syncedstore.autoconfigure.collisions.entities.Entry;
import dev.syncedstore.autoconfigure.collisions.entities.Space;
import dev.syncedstore.autoconfigure.collisions.entities.Version;
import dev.syncedstore.autoconfigure.collisions.elsewhere.EmptyPackage;
import dev.syncedstore.autoconfigure.collisions.entities.Client;
import dev.syncedstore.autoconfigure.collisions.repositories.SpaceRepository;
import dev.syncedstore.autoconfigure.todo.AddTodo;
import dev.syncedstore.autoconfigure.todo.Todo;
import dev.syncedstore.autoconfigure.todo.TodoMutators;
import dev.syncedstore.core.SpaceId;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.SyncedStores;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application brings of its own is left alone, and leaves the synced stores
 * alone. Each application is started twice on one database.
 */
@Tag("one-jdk")
class CollisionTests {

	private static final SpaceId SPACE = new SpaceId("todo", "main");

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class, TransactionAutoConfiguration.class,
				DataJpaRepositoriesAutoConfiguration.class, FlywayAutoConfiguration.class,
				SyncedStoreAutoConfiguration.class))
		.withUserConfiguration(EmptyPackage.class)
		.withBean(TodoMutators.class)
		.withPropertyValues(this.database.properties())
		.withPropertyValues("spring.datasource.hikari.maximum-pool-size=4", "spring.flyway.enabled=false");

	@ParameterizedTest
	@ValueSource(strings = { "validate", "update", "create", "create-drop", "none" })
	void ourTablesAndDataSurviveDdlAuto(String mode) {
		ApplicationContextRunner application = this.runner.withUserConfiguration(ScannedApplication.class);
		application.withPropertyValues("spring.jpa.hibernate.ddl-auto=update").run(this::useEntitiesAndStore);
		application.withPropertyValues("spring.jpa.hibernate.ddl-auto=" + mode).run((context) -> {
			assertStored(context, "first", "Before");
			useStore(context, "second", mode);
		});
		this.runner.run((context) -> {
			assertStored(context, "first", "Before");
			assertStored(context, "second", mode);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"spring.jpa.hibernate.naming.physical-strategy=dev.syncedstore.autoconfigure.collisions.ShoutingNames",
			"spring.jpa.hibernate.naming.implicit-strategy=org.hibernate.boot.model.naming.ImplicitNamingStrategyLegacyJpaImpl",
			"spring.jpa.properties.hibernate.globally_quoted_identifiers=true",
			"spring.jpa.properties.hibernate.default_schema=application",
			"spring.datasource.hikari.schema=application" })
	void namesMadeByHibernateAndSchemasDontMatter(String property) throws Exception {
		try (var connection = this.database.dataSource().getConnection();
				var statement = connection.createStatement()) {
			statement.execute("CREATE SCHEMA application");
		}
		ApplicationContextRunner application = this.runner.withUserConfiguration(ScannedApplication.class)
			.withPropertyValues(property, "spring.jpa.hibernate.ddl-auto=update");
		application.run(this::useEntitiesAndStore);
		application.run((context) -> assertStored(context, "first", "Before"));
	}

	@Test
	void entityScanAndRepositoriesOfTheApplicationWork() {
		ApplicationContextRunner application = this.runner.withUserConfiguration(RepositoryApplication.class)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=update");
		application.run((context) -> {
			useEntitiesAndStore(context);
			SpaceRepository spaces = context.getBean(SpaceRepository.class);
			spaces.save(new Space("mine"));
			assertThat(spaces.findAll()).extracting(Space::title).contains("mine");
		});
		application.run((context) -> assertStored(context, "first", "Before"));
	}

	@Test
	void theApplicationsOwnMigrationsRun() {
		ApplicationContextRunner application = this.runner.withPropertyValues("spring.flyway.enabled=true",
				"spring.flyway.locations=classpath:collisions/migration");
		for (int start = 1; start <= 2; start++) {
			application.run((context) -> {
				JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
				assertThat(jdbc.queryForList("SELECT script FROM flyway_schema_history", String.class))
					.containsExactly("V1__application.sql");
				assertThat(jdbc.queryForObject("SELECT count(*) FROM version_log", Long.class)).isOne();
				useStore(context, "first", "Before");
			});
		}
	}

	@Test
	void theApplicationsFlywayMayComeLater() {
		this.runner.run((context) -> useStore(context, "first", "Before"));
		this.runner
			.withPropertyValues("spring.flyway.enabled=true", "spring.flyway.locations=classpath:collisions/migration")
			.run((context) -> assertStored(context, "first", "Before"));
	}

	@Test
	void anotherDataSourceIsLeftAlone() {
		TestDatabase other = TestDatabase.create();
		this.runner.withUserConfiguration(TwoDataSources.class)
			.withPropertyValues("main.url=" + this.database.jdbcUrl(), "other.url=" + other.jdbcUrl(),
					"main.username=" + this.database.username(), "main.password=" + this.database.password())
			.run((context) -> {
				useStore(context, "first", "Before");
				assertThat(schemas(new JdbcTemplate(this.database.dataSource()))).contains("synced_store");
				assertThat(schemas(new JdbcTemplate(other.dataSource()))).doesNotContain("synced_store");
			});
	}

	@Test
	void theSchemaCanBeChosen() {
		this.runner.withPropertyValues("synced-store.schema=Lists").run((context) -> {
			useStore(context, "first", "Before");
			assertThat(schemas(context.getBean(JdbcTemplate.class))).contains("Lists").doesNotContain("synced_store");
		});
	}

	@Test
	void aMutationInATransactionOfTheApplicationsRunsAfterItsCommit() {
		this.runner.withUserConfiguration(ScannedApplication.class)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=update")
			.run((context) -> {
				SyncedStores stores = context.getBean(SyncedStores.class);
				TransactionTemplate transaction = new TransactionTemplate(
						context.getBean(PlatformTransactionManager.class));
				List<java.util.concurrent.CompletableFuture<Void>> confirmed = new ArrayList<>();
				transaction.executeWithoutResult((status) -> {
					context.getBean(EntityManager.class).persist(new Space("in a transaction"));
					confirmed.add(stores.mutate(SPACE, TodoMutators::addTodo, new AddTodo("tx", "After"),
							Actor.user("alice")));
					assertThat(read(stores, "tx")).isEmpty();
				});
				confirmed.get(0).get(10, TimeUnit.SECONDS);
				assertThat(read(stores, "tx")).hasValue(new Todo("After"));
			});
	}

	private void useEntitiesAndStore(ApplicationContext context) {
		EntityManager entities = context.getBean(EntityManager.class);
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
			for (Object entity : List.of(new Space("s"), new Entry("e"), new Client("c"), new Version("v"))) {
				entities.persist(entity);
			}
		});
		assertThat(entities.createQuery("select v from Version v", Version.class).getResultList()).isNotEmpty();
		useStore(context, "first", "Before");
	}

	private static void useStore(ApplicationContext context, String id, String text) {
		SyncedStores stores = context.getBean(SyncedStores.class);
		stores.mutate(SPACE, TodoMutators::addTodo, new AddTodo(id, text), Actor.system()).join();
		assertStored(context, id, text);
	}

	private static void assertStored(ApplicationContext context, String id, String text) {
		assertThat(read(context.getBean(SyncedStores.class), id)).hasValue(new Todo(text));
	}

	private static Optional<Todo> read(SyncedStores stores, String id) {
		return stores.read(SPACE, (ctx) -> ctx.table(TodoMutators.TODOS).get(id));
	}

	private static List<String> schemas(JdbcTemplate jdbc) {
		return jdbc.queryForList("SELECT nspname FROM pg_namespace", String.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Space.class)
	static class ScannedApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Space.class)
	@EnableJpaRepositories(basePackageClasses = SpaceRepository.class)
	static class RepositoryApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		@Primary
		DataSource main(org.springframework.core.env.Environment environment) {
			return dataSource(environment, "main.url");
		}

		@Bean
		DataSource other(org.springframework.core.env.Environment environment) {
			return dataSource(environment, "other.url");
		}

		private static DataSource dataSource(org.springframework.core.env.Environment environment, String url) {
			return DataSourceBuilder.create()
				.url(environment.getProperty(url))
				.username(environment.getProperty("main.username"))
				.password(environment.getProperty("main.password"))
				.build();
		}

	}

}
