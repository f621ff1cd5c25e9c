package dev.syncedstore.test.log;

import java.util.Objects;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.JpaActionCalls;
import dev.syncedstore.server.log.JpaActionOutbox;
import dev.syncedstore.server.log.JpaVersionLog;
import dev.syncedstore.server.log.LogMigration;
import dev.syncedstore.server.log.VersionLog;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * A version log in a database of its own.
 */
public final class PostgresVersionLog implements AutoCloseable {

	private final LocalContainerEntityManagerFactoryBean factoryBean = new LocalContainerEntityManagerFactoryBean();

	private final HikariDataSource dataSource;

	private final VersionLog log;

	private final ActionOutbox outbox;

	private final ActionCalls actionCalls;

	public PostgresVersionLog() {
		TestDatabase database = TestDatabase.create();
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.jdbcUrl());
		config.setUsername(database.username());
		config.setPassword(database.password());
		config.setMaximumPoolSize(8);
		this.dataSource = new HikariDataSource(config);
		new LogMigration(this.dataSource, "synced_store", true).run();
		this.factoryBean.setDataSource(this.dataSource);
		this.factoryBean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		this.factoryBean.setManagedTypes(PersistenceManagedTypes.of());
		this.factoryBean.afterPropertiesSet();
		JpaTransactionManager transactionManager = new JpaTransactionManager(
				Objects.requireNonNull(this.factoryBean.getObject()));
		this.log = new JpaVersionLog(Objects.requireNonNull(this.factoryBean.getObject()), transactionManager,
				"synced_store");
		this.outbox = new JpaActionOutbox(Objects.requireNonNull(this.factoryBean.getObject()), transactionManager,
				"synced_store");
		this.actionCalls = new JpaActionCalls(Objects.requireNonNull(this.factoryBean.getObject()), transactionManager,
				"synced_store");
	}

	public ActionOutbox outbox() {
		return this.outbox;
	}

	public ActionCalls actionCalls() {
		return this.actionCalls;
	}

	public VersionLog log() {
		return this.log;
	}

	@Override
	public void close() {
		this.factoryBean.destroy();
		this.dataSource.close();
	}

}
