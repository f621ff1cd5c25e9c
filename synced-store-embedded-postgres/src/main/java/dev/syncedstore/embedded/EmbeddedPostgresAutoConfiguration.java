package dev.syncedstore.embedded;

import java.time.Duration;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Runs a real PostgreSQL for an application that was given no database. It contributes
 * connection details and nothing else: the {@link DataSource} is Spring Boot's own, and
 * because it depends on these details the server stops after everything that uses it.
 */
@AutoConfiguration(before = { DataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class },
		after = JndiDataSourceAutoConfiguration.class)
@ConditionalOnClass({ EmbeddedPostgres.class, DataSource.class })
@ConditionalOnMissingBean({ DataSource.class, JdbcConnectionDetails.class })
@Conditional({ OnNoConfiguredDatabase.class, OnDevelopment.class })
@EnableConfigurationProperties(EmbeddedPostgresProperties.class)
public final class EmbeddedPostgresAutoConfiguration {

	/** Ten seconds were too few on a busy machine. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Bean
	EmbeddedServer syncedStoreEmbeddedPostgres(EmbeddedPostgresProperties properties) {
		return EmbeddedServer.start(properties.dataDirectory(), properties.port(), PATIENCE);
	}

	@Bean
	JdbcConnectionDetails syncedStoreEmbeddedPostgresConnectionDetails(EmbeddedServer server) {
		return new EmbeddedConnectionDetails(server.jdbcUrl());
	}

	private record EmbeddedConnectionDetails(String jdbcUrl) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.jdbcUrl;
		}

		@Override
		public String getUsername() {
			return EmbeddedServer.USER;
		}

		@Override
		public String getPassword() {
			return "";
		}

	}

}
