package dev.syncedstore.embedded.testing;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestDatabaseTests {

	@Test
	void databasesOfOneServerDontSeeEachOther() {
		JdbcClient first = JdbcClient.create(TestDatabase.create().dataSource());
		JdbcClient second = JdbcClient.create(TestDatabase.create().dataSource());
		first.sql("CREATE TABLE note (text varchar)").update();
		assertThat(tables(first)).isOne();
		assertThat(tables(second)).isZero();
	}

	@Test
	void theServerIsOfTheMajorVersionThatProductionUses() {
		assertThat(TestPostgres.shared().description()).startsWith("PostgreSQL 18.");
	}

	@Test
	void textSortsByCodePointWhereverTheServerRuns() {
		JdbcClient jdbc = JdbcClient.create(TestDatabase.create().dataSource());
		assertThat(jdbc.sql("SELECT t FROM (VALUES ('b'), ('A'), ('a'), ('B')) v(t) ORDER BY t")
			.query(String.class)
			.list()).containsExactly("A", "B", "a", "b");
	}

	@Test
	void aDurableServerWaitsForTheDiskAndAFastOneDoesNot() {
		try (TestPostgres durable = TestPostgres.start(TestPostgres.Durability.DURABLE)) {
			assertThat(setting(durable.createDatabase(), "fsync")).isEqualTo("on");
			assertThat(setting(durable.createDatabase(), "synchronous_commit")).isEqualTo("on");
			assertThat(setting(durable.createDatabase(), "full_page_writes")).isEqualTo("on");
		}
		assertThat(setting(TestDatabase.create(), "fsync")).isEqualTo("off");
	}

	@Test
	void aClosedServerIsGone() {
		TestPostgres postgres = TestPostgres.start(TestPostgres.Durability.FAST);
		TestDatabase database = postgres.createDatabase();
		postgres.close();
		assertThatThrownBy(() -> database.dataSource().getConnection()).hasMessageContaining("refused");
		assertThatThrownBy(postgres::createDatabase).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void theInitializerGivesEachContextADatabaseOfItsOwn() {
		try (ConfigurableApplicationContext first = startApplication();
				ConfigurableApplicationContext second = startApplication()) {
			JdbcClient jdbc = JdbcClient.create(first.getBean(DataSource.class));
			jdbc.sql("CREATE TABLE note (text varchar)").update();
			assertThat(tables(jdbc)).isOne();
			assertThat(tables(JdbcClient.create(second.getBean(DataSource.class)))).isZero();
		}
	}

	@Test
	void itsPropertiesMakeAContextUseIt() {
		TestDatabase database = TestDatabase.create();
		JdbcClient.create(database.dataSource()).sql("CREATE TABLE note (text varchar)").update();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues(database.properties())
			.run((context) -> assertThat(tables(JdbcClient.create(context.getBean(DataSource.class)))).isOne());
	}

	private static ConfigurableApplicationContext startApplication() {
		SpringApplication application = new SpringApplication(Application.class);
		application.addInitializers(new TestDatabaseInitializer());
		return application.run();
	}

	private static int tables(JdbcClient jdbc) {
		return jdbc.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").query(Integer.class).single();
	}

	private static String setting(TestDatabase database, String name) {
		return JdbcClient.create(database.dataSource()).sql("SHOW " + name).query(String.class).single();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
