package dev.syncedstore.autoconfigure;

import dev.syncedstore.core.SyncedStoreException;

/**
 * The application has no database that a synced store can use.
 */
public final class UnusableDatabaseException extends SyncedStoreException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	private UnusableDatabaseException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	private UnusableDatabaseException(String message, String remedy, Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	static UnusableDatabaseException noEntityManagerFactory(long factories, long dataSources) {
		if (factories > 1) {
			return new UnusableDatabaseException(
					"Synced-Store needs one EntityManagerFactory, but there are " + factories + ".",
					"Mark the one whose database is to hold the synced stores as @Primary.");
		}
		if (dataSources > 1) {
			return new UnusableDatabaseException(
					"Synced-Store needs an EntityManagerFactory, but Spring Boot made none because there are "
							+ dataSources + " data sources.",
					"Mark the data source of the database that is to hold the synced stores as @Primary.");
		}
		return new UnusableDatabaseException("Synced-Store needs an EntityManagerFactory, but there is none.",
				"Give the address of a PostgreSQL database by spring.datasource.url, or add the dependency "
						+ "synced-store-embedded-postgres for development, and don't exclude "
						+ "HibernateJpaAutoConfiguration. To run without Synced-Store, as in some tests, set "
						+ "synced-store.enabled=false.");
	}

	static UnusableDatabaseException noDataSource() {
		return new UnusableDatabaseException("The EntityManagerFactory says nothing of a data source.",
				"Build it by LocalContainerEntityManagerFactoryBean with a data source, or define one DataSource.");
	}

	static UnusableDatabaseException notPostgresql(String product) {
		return new UnusableDatabaseException("Synced-Store needs PostgreSQL, but the database is " + product + ".",
				"Give the address of a PostgreSQL database by spring.datasource.url, or add the dependency "
						+ "synced-store-embedded-postgres for development and leave the address out.");
	}

	static UnusableDatabaseException unreachable(Throwable cause) {
		return new UnusableDatabaseException("The database can't be reached: " + cause.getMessage(),
				"Check that PostgreSQL runs and that spring.datasource.url, username and password fit.", cause);
	}

	/**
	 * What to do about it.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
