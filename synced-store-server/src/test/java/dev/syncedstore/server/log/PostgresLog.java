package dev.syncedstore.server.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.syncedstore.embedded.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A version log in a real PostgreSQL, beside an application's entities.
 */
public final class PostgresLog implements AutoCloseable {

	public static final String SCHEMA = "synced_store";

	private final TestDatabase database;

	private final HikariDataSource dataSource;

	private final LocalContainerEntityManagerFactoryBean factoryBean = new LocalContainerEntityManagerFactoryBean();

	private final JpaTransactionManager transactionManager;

	private PostgresLog(TestDatabase database, Class<?>... entities) {
		this.database = database;
		this.dataSource = pool(this.database);
		new LogMigration(this.dataSource, SCHEMA, true).run();
		this.factoryBean.setDataSource(this.dataSource);
		this.factoryBean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		this.factoryBean.setManagedTypes(
				PersistenceManagedTypes.of(Arrays.stream(entities).map(Class::getName).toArray(String[]::new)));
		this.factoryBean.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
		this.factoryBean.afterPropertiesSet();
		this.transactionManager = new JpaTransactionManager(entityManagerFactory());
		this.transactionManager.afterPropertiesSet();
	}

	public static PostgresLog create(Class<?>... entities) {
		return new PostgresLog(TestDatabase.create(), entities);
	}

	/** The log in a database that another process has made. */
	public static PostgresLog in(TestDatabase database) {
		return new PostgresLog(database);
	}

	public TestDatabase database() {
		return this.database;
	}

	private static HikariDataSource pool(TestDatabase database) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.jdbcUrl());
		config.setUsername(database.username());
		config.setPassword(database.password());
		config.setMaximumPoolSize(8);
		config.setMinimumIdle(0);
		config.setConnectionTimeout(2_000);
		return new HikariDataSource(config);
	}

	public EntityManagerFactory entityManagerFactory() {
		return Objects.requireNonNull(this.factoryBean.getObject());
	}

	public JpaVersionLog log() {
		return new JpaVersionLog(entityManagerFactory(), this.transactionManager, SCHEMA);
	}

	public JpaVersionLog log(int clientsPerUser) {
		return log(new LogSettings(SCHEMA, clientsPerUser, Clock.systemUTC()));
	}

	public JpaVersionLog log(Clock clock) {
		return log(new LogSettings(SCHEMA, LogSettings.of(SCHEMA).clientsPerUser(), clock));
	}

	private JpaVersionLog log(LogSettings settings) {
		return new JpaVersionLog(entityManagerFactory(), this.transactionManager, settings);
	}

	public JpaDeferredMutations deferredMutations() {
		return new JpaDeferredMutations(entityManagerFactory(), this.transactionManager, SCHEMA);
	}

	public JpaActionOutbox outbox() {
		return new JpaActionOutbox(entityManagerFactory(), this.transactionManager, SCHEMA);
	}

	public JpaActionCalls actionCalls() {
		return new JpaActionCalls(entityManagerFactory(), this.transactionManager, SCHEMA);
	}

	public HikariDataSource dataSource() {
		return this.dataSource;
	}

	/** SQL on connections of its own, beside whatever transaction is under way. */
	public JdbcClient sql() {
		return JdbcClient.create(this.database.dataSource());
	}

	public TransactionTemplate transactions() {
		return new TransactionTemplate(this.transactionManager);
	}

	@Override
	public void close() {
		this.factoryBean.destroy();
		this.dataSource.close();
	}

}
