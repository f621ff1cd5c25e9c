package dev.syncedstore.embedded;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

import javax.sql.DataSource;

import dev.syncedstore.embedded.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedPostgresAutoConfigurationTests {

	@TempDir
	private Path folder;

	@Test
	void withoutADatabaseTheDataSourceIsTheEmbeddedOne() throws IOException {
		Path data = this.folder.toRealPath().resolve("data");
		runner().run((context) -> {
			JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
			assertThat(jdbc.sql("SHOW data_directory").query(String.class).single()).isEqualTo(data.toString());
		});
		assertThat(data.resolve("PG_VERSION")).exists();
		assertThat(data.resolve("postmaster.pid")).doesNotExist();
	}

	@Test
	void aUrlSwitchesItOff() {
		TestDatabase database = TestDatabase.create();
		runner().withPropertyValues(database.properties()).run((context) -> {
			assertThat(context).doesNotHaveBean(EmbeddedServer.class).hasSingleBean(DataSource.class);
			assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl()).isEqualTo(database.jdbcUrl());
		});
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void aDataSourceBeanSwitchesItOff() {
		runner().withBean(DataSource.class, () -> TestDatabase.create().dataSource())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedServer.class));
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void connectionDetailsSwitchItOff() {
		TestDatabase database = TestDatabase.create();
		runner().withBean(JdbcConnectionDetails.class, () -> new GivenConnectionDetails(database)).run((context) -> {
			assertThat(context).doesNotHaveBean(EmbeddedServer.class);
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("SELECT current_database()")
				.query(String.class)
				.single()).isEqualTo(database.jdbcUrl().replaceAll(".*/", ""));
		});
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void aJndiNameSwitchesItOff() {
		runner().withPropertyValues("spring.datasource.jndi-name=jdbc/orders")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("'dataSource'"));
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void itsOwnPropertySwitchesItOff() {
		runner().withPropertyValues("synced-store.embedded-postgres.enabled=false")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("'dataSource'"));
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void itListensWhereItIsTold() throws IOException {
		int port = freePort();
		runner().withPropertyValues("synced-store.embedded-postgres.port=" + port)
			.run((context) -> assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl())
				.isEqualTo("jdbc:postgresql://localhost:" + port + "/postgres"));
	}

	@Test
	void anImpossiblePortIsRefused() {
		runner().withPropertyValues("synced-store.embedded-postgres.port=65536")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("port is 65536"));
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void byDefaultTheDataLieBelowTheWorkingDirectoryAndAnyPortWillDo() {
		EmbeddedPostgresProperties properties = new Binder(new MapConfigurationPropertySource())
			.bindOrCreate("synced-store.embedded-postgres", EmbeddedPostgresProperties.class);
		assertThat(properties).isEqualTo(new EmbeddedPostgresProperties(null, Path.of(".data/postgresql"), 0));
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(EmbeddedPostgresAutoConfiguration.class, DataSourceAutoConfiguration.class))
			.withPropertyValues("synced-store.embedded-postgres.data-directory=" + this.folder.resolve("data"));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private record GivenConnectionDetails(TestDatabase database) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.database.jdbcUrl();
		}

		@Override
		public String getUsername() {
			return this.database.username();
		}

		@Override
		public String getPassword() {
			return this.database.password();
		}

	}

}
