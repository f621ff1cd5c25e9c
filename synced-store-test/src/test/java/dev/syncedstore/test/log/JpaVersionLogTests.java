package dev.syncedstore.test.log;

import java.util.Objects;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.log.JpaVersionLog;
import dev.syncedstore.server.log.LogMigration;
import dev.syncedstore.server.log.VersionLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

class JpaVersionLogTests extends VersionLogHistoryContract {

	private static final LocalContainerEntityManagerFactoryBean FACTORY_BEAN = new LocalContainerEntityManagerFactoryBean();

	private static HikariDataSource dataSource;

	private static VersionLog log;

	@BeforeAll
	static void start() {
		TestDatabase database = TestDatabase.create();
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.jdbcUrl());
		config.setUsername(database.username());
		config.setPassword(database.password());
		config.setMaximumPoolSize(8);
		dataSource = new HikariDataSource(config);
		new LogMigration(dataSource, "synced_store", true).run();
		FACTORY_BEAN.setDataSource(dataSource);
		FACTORY_BEAN.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		FACTORY_BEAN.setManagedTypes(PersistenceManagedTypes.of());
		FACTORY_BEAN.afterPropertiesSet();
		JpaTransactionManager transactionManager = new JpaTransactionManager(
				Objects.requireNonNull(FACTORY_BEAN.getObject()));
		log = new JpaVersionLog(FACTORY_BEAN.getObject(), transactionManager, "synced_store");
	}

	@AfterAll
	static void stop() {
		FACTORY_BEAN.destroy();
		dataSource.close();
	}

	@Override
	protected VersionLog log() {
		return log;
	}

}
