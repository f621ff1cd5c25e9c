package dev.syncedstore.autoconfigure.coexistence;

import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import dev.syncedstore.autoconfigure.coexistence.domain.Space;
import dev.syncedstore.autoconfigure.coexistence.domain.SpaceRepository;
import dev.syncedstore.embedded.testing.TestDatabase;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The version log lives in the database of applications that have their own ideas about
 * it.
 */
class ApplicationDatabaseTests {

	private static final String SCAN_DDL = "spring.jpa.hibernate.ddl-auto=";

	private final TestDatabase database = TestDatabase.create();

	@Test
	void theApplicationsOwnMigrationsRunInAHistoryOfTheirOwn() {
		Node.on(this.database)
			.withPropertyValues("spring.flyway.locations=classpath:coexistence/migration")
			.run((context) -> {
				Node.addTodo(context, "milk");

				assertThat(Node.todos(context)).containsExactly("milk");
				JdbcClient sql = context.getBean(JdbcClient.class);
				assertThat(sql.sql("SELECT total FROM invoice").query(Long.class).single()).isEqualTo(100);
				assertThat(sql.sql("SELECT description FROM flyway_schema_history").query(String.class).list())
					.containsExactly("application");
			});
	}

	@Test
	void entitiesOfTheSameNamesAndTheApplicationsScansDontCollide() {
		Node.on(this.database)
			.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues(SCAN_DDL + "create")
			.run((context) -> {
				SpaceRepository repository = context.getBean(SpaceRepository.class);
				repository.save(new Space(7, 3));
				Node.addTodo(context, "milk");

				assertThat(repository.findById(7L)).get().extracting(Space::getVersion).isEqualTo(3L);
				assertThat(repository.count()).isEqualTo(1);
				assertThat(Node.todos(context)).containsExactly("milk");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "update", "create", "create-drop", "create-only", "drop" })
	void whateverHibernateDoesToTheSchemaTheLogKeepsItsTablesAndData(String mode) {
		Node.on(this.database)
			.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues(SCAN_DDL + mode)
			.run((context) -> Node.addTodo(context, "milk"));

		Node.on(this.database)
			.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues(SCAN_DDL + mode)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Node.addTodo(context, "eggs");
				assertThat(Node.todos(context)).containsExactly("eggs", "milk");
			});
	}

	@Test
	void anApplicationThatValidatesItsSchemaStarts() {
		Node.on(this.database)
			.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues(SCAN_DDL + "update")
			.run((context) -> Node.addTodo(context, "milk"));

		Node.on(this.database)
			.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues(SCAN_DDL + "validate")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(Node.todos(context)).containsExactly("milk");
			});
	}

	@Test
	void aNamingStrategyThatChangesEveryNameChangesNoneOfOurs() {
		Node.on(this.database)
			.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues(SCAN_DDL + "create",
					"spring.jpa.hibernate.naming.physical-strategy=" + ShoutingNames.class.getName(),
					"spring.jpa.properties.hibernate.globally_quoted_identifiers=true")
			.run((context) -> {
				context.getBean(SpaceRepository.class).save(new Space(1, 1));
				Node.addTodo(context, "milk");

				assertThat(Node.todos(context)).containsExactly("milk");
				assertThat(context.getBean(JdbcClient.class)
					.sql("SELECT count(*) FROM \"APP_SPACE\"")
					.query(Long.class)
					.single()).isEqualTo(1);
			});
	}

	@Test
	void aDefaultSchemaOfTheApplicationsIsNotOurs() {
		JdbcClient.create(this.database.dataSource()).sql("CREATE SCHEMA shop").update();

		Node.on(this.database)
			.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues(SCAN_DDL + "create", "spring.jpa.properties.hibernate.default_schema=shop",
					"spring.flyway.default-schema=shop", "spring.flyway.locations=classpath:coexistence/migration")
			.run((context) -> {
				context.getBean(SpaceRepository.class).save(new Space(1, 1));
				Node.addTodo(context, "milk");

				assertThat(Node.todos(context)).containsExactly("milk");
				assertThat(context.getBean(JdbcClient.class)
					.sql("SELECT count(*) FROM shop.space")
					.query(Long.class)
					.single()).isEqualTo(1);
			});
	}

	@Test
	void theLogLivesInASchemaThatTheApplicationChooses() {
		Node.on(this.database).withPropertyValues("synced-store.schema=todo_log").run((context) -> {
			Node.addTodo(context, "milk");

			assertThat(Node.todos(context)).containsExactly("milk");
			assertThat(tablesIn("todo_log")).contains("space", "entry", "client");
			assertThat(tablesIn("synced_store")).isEmpty();
		});
	}

	@Test
	void ofTwoDataSourcesTheOneOfTheEntityManagerHasTheLog() {
		Node.on(this.database).withUserConfiguration(TwoDataSourcesConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Node.addTodo(context, "milk");

			assertThat(Node.todos(context)).containsExactly("milk");
			JdbcClient second = JdbcClient.create(context.getBean("reporting", DataSource.class));
			assertThat(second.sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'synced_store'")
				.query(Long.class)
				.single()).isZero();
		});
	}

	private List<String> tablesIn(String schema) {
		return JdbcClient.create(this.database.dataSource())
			.sql("SELECT table_name::text FROM information_schema.tables WHERE table_schema = ?")
			.param(schema)
			.query(String.class)
			.list();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Space.class)
	@EnableJpaRepositories(basePackageClasses = SpaceRepository.class)
	static class ScanningConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSourcesConfiguration {

		@Bean
		@Primary
		DataSource main() {
			return TestDatabase.create().dataSource();
		}

		@Bean
		DataSource reporting() {
			return TestDatabase.create().dataSource();
		}

	}

	/**
	 * Prefixes and capitalises tables and columns.
	 */
	public static final class ShoutingNames extends PhysicalNamingStrategySnakeCaseImpl {

		private static final long serialVersionUID = 1L;

		@Override
		public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
			return Identifier.toIdentifier("APP_" + name.getText().toUpperCase(Locale.ROOT));
		}

		@Override
		public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
			return Identifier.toIdentifier("C_" + name.getText().toUpperCase(Locale.ROOT));
		}

	}

}
