package dev.syncedstore.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.jta.JtaTransactionManager;

/**
 * The application's database as far as a synced store uses it.
 *
 * @param entityManagerFactory the application's entity manager factory
 * @param transactionManager the transaction manager that belongs to it
 * @param dataSource the data source below it
 */
record SyncedStoreDatabase(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
		DataSource dataSource) {

	private static final String POSTGRESQL = "PostgreSQL";

	/**
	 * Find the database.
	 * @throws UnusableDatabaseException if there is none that can be used
	 */
	static SyncedStoreDatabase find(ObjectProvider<EntityManagerFactory> entityManagerFactories,
			ObjectProvider<PlatformTransactionManager> transactionManagers, ObjectProvider<DataSource> dataSources) {
		EntityManagerFactory entityManagerFactory = entityManagerFactories.getIfUnique();
		if (entityManagerFactory == null) {
			throw UnusableDatabaseException.noEntityManagerFactory(entityManagerFactories.stream().count(),
					dataSources.stream().count());
		}
		DataSource dataSource = (entityManagerFactory instanceof EntityManagerFactoryInfo info) ? info.getDataSource()
				: null;
		if (dataSource == null) {
			dataSource = dataSources.getIfUnique();
		}
		if (dataSource == null) {
			throw UnusableDatabaseException.noDataSource();
		}
		checkProduct(dataSource);
		return new SyncedStoreDatabase(entityManagerFactory,
				transactionManager(entityManagerFactory, transactionManagers), dataSource);
	}

	/** The one of several that belongs to the entity manager factory. */
	private static PlatformTransactionManager transactionManager(EntityManagerFactory entityManagerFactory,
			ObjectProvider<PlatformTransactionManager> transactionManagers) {
		return transactionManagers.stream()
			.filter((candidate) -> candidate instanceof JpaTransactionManager jpa
					&& entityManagerFactory.equals(jpa.getEntityManagerFactory()))
			.findFirst()
			.or(() -> transactionManagers.stream().filter(JtaTransactionManager.class::isInstance).findFirst())
			.orElseGet(() -> new JpaTransactionManager(entityManagerFactory));
	}

	private static void checkProduct(DataSource dataSource) {
		String product;
		try (Connection connection = dataSource.getConnection()) {
			product = connection.getMetaData().getDatabaseProductName();
		}
		catch (SQLException ex) {
			throw UnusableDatabaseException.unreachable(ex);
		}
		if (!POSTGRESQL.equals(product)) {
			throw UnusableDatabaseException.notPostgresql(product);
		}
	}

}
