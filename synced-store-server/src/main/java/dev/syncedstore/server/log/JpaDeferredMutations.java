package dev.syncedstore.server.log;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Deferred mutations in a table beside the version log. Thread-safe.
 */
public final class JpaDeferredMutations implements DeferredMutations {

	private final PlatformTransactionManager transactionManager;

	private final LogTransactions transactions;

	private final DeferredRows rows;

	/**
	 * Create a store. Its table exists already: see {@link LogMigration}.
	 * @param entityManagerFactory the application's entity manager factory
	 * @param transactionManager its transaction manager
	 * @param schema the schema of the log
	 */
	public JpaDeferredMutations(EntityManagerFactory entityManagerFactory,
			PlatformTransactionManager transactionManager, String schema) {
		this.transactionManager = transactionManager;
		this.transactions = new LogTransactions(entityManagerFactory, transactionManager);
		this.rows = new DeferredRows(this.transactions, new LogSchema(schema));
	}

	@Override
	public boolean isInTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.isSynchronizationActive() && !LogTransactions.isCurrent()
				&& isOfThisDatabase();
	}

	/**
	 * A transaction manager for one database has bound that to the thread. One for
	 * several, JTA, has nothing to tell by.
	 */
	private boolean isOfThisDatabase() {
		return !(this.transactionManager instanceof ResourceTransactionManager single)
				|| TransactionSynchronizationManager.hasResource(single.getResourceFactory());
	}

	@Override
	public void store(DeferredMutation mutation, LongConsumer committed, Runnable rolledBack) {
		long id = this.rows.insert(mutation);
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				if (status == STATUS_COMMITTED) {
					committed.accept(id);
				}
				else {
					rolledBack.run();
				}
			}

		});
	}

	@Override
	public List<DeferredMutation> waiting(Duration minAge, int limit) {
		return this.transactions.inNew("read the deferred mutations", () -> this.rows.waiting(minAge, limit));
	}

}
