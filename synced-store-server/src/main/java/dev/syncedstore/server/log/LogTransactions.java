package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.syncedstore.server.log.LogUnavailableException.Phase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The application's transactions and connections, through its entity manager.
 * Thread-safe.
 */
final class LogTransactions {

	private static final String NAME = LogTransactions.class.getName();

	private final DefaultTransactionDefinition newTransaction = new DefaultTransactionDefinition(
			TransactionDefinition.PROPAGATION_REQUIRES_NEW);

	private final DefaultTransactionDefinition noTransaction = new DefaultTransactionDefinition(
			TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

	private final PlatformTransactionManager transactionManager;

	private final EntityManager entityManager;

	/** What the transaction manager's connections come from, if it says so. */
	private final @Nullable DataSource dataSource;

	LogTransactions(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager) {
		this.newTransaction.setName(NAME);
		this.transactionManager = transactionManager;
		this.entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagerFactory);
		this.dataSource = (transactionManager instanceof JpaTransactionManager jpa) ? jpa.getDataSource() : null;
	}

	/**
	 * Whether the current transaction is one of these, and so none of the application's.
	 */
	static boolean isCurrent() {
		return NAME.equals(TransactionSynchronizationManager.getCurrentTransactionName());
	}

	/**
	 * Make the current transaction one of the application's, too.
	 * @param name what it is called from now on
	 */
	void share(String name) {
		TransactionSynchronizationManager.setCurrentTransactionName(name);
	}

	/**
	 * Do something in a transaction of its own.
	 * <p>
	 * None is marked read-only, as that may send it to a replica that lags behind; and
	 * isolation levels are set by statements, as asking JDBC for them costs a round trip.
	 * @param what what is done, for the message of a failure
	 * @param work what to do
	 * @return the result, once it is committed
	 * @throws LogUnavailableException if the same may succeed later
	 */
	<R extends @Nullable Object> R inNew(String what, Supplier<R> work) {
		Phase phase = Phase.BEGIN;
		try {
			TransactionStatus transaction = this.transactionManager.getTransaction(this.newTransaction);
			phase = Phase.WORK;
			R result = work(transaction, work);
			phase = Phase.COMMIT;
			this.transactionManager.commit(transaction);
			return result;
		}
		catch (RuntimeException ex) {
			if (SqlFailures.isTransient(ex)) {
				throw new LogUnavailableException("Can't " + what, ex, phase);
			}
			throw ex;
		}
	}

	/**
	 * Not a {@code TransactionTemplate}, because that would throw the failure of a
	 * rollback in place of the failure that led to it.
	 */
	private <R extends @Nullable Object> R work(TransactionStatus transaction, Supplier<R> work) {
		try {
			return work.get();
		}
		catch (RuntimeException | Error ex) {
			try {
				this.transactionManager.rollback(transaction);
			}
			catch (RuntimeException | Error failure) {
				ex.addSuppressed(failure);
			}
			throw ex;
		}
	}

	/**
	 * Do something while the current transaction, if there is one, stands aside.
	 * @param work what to do
	 * @return the result
	 */
	<R> R outside(Supplier<R> work) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			return work.get();
		}
		TransactionStatus suspended = this.transactionManager.getTransaction(this.noTransaction);
		try {
			return work.get();
		}
		finally {
			this.transactionManager.commit(suspended);
		}
	}

	/**
	 * Use the connection of the current transaction.
	 * @param work what to do with it
	 * @return the result
	 */
	<R extends @Nullable Object> R call(SqlFunction<R> work) {
		return this.entityManager.<Connection, R>callWithConnection((connection) -> {
			try {
				return work.apply(connection);
			}
			catch (SQLException ex) {
				throw new StatementFailedException(ex);
			}
		});
	}

	/**
	 * Do something that is one statement, and so a transaction by itself: the calling
	 * thread's own transaction, if it has one, is left alone.
	 * @param what what is done, for the message of a failure
	 * @param work what to do
	 * @return the result, once it is committed
	 * @throws LogUnavailableException if the same may succeed later
	 */
	<R extends @Nullable Object> R callAlone(String what, SqlFunction<R> work) {
		DataSource source = this.dataSource;
		if (source == null) {
			return inNew(what, () -> call(work));
		}
		Phase phase = Phase.BEGIN;
		try (Connection connection = source.getConnection()) {
			phase = Phase.COMMIT;
			return commit(connection, work);
		}
		catch (SQLException ex) {
			if (SqlFailures.isTransient(ex)) {
				throw new LogUnavailableException("Can't " + what, ex, phase);
			}
			throw new StatementFailedException(ex);
		}
	}

	private static <R extends @Nullable Object> R commit(Connection connection, SqlFunction<R> work)
			throws SQLException {
		if (connection.getAutoCommit()) {
			return work.apply(connection);
		}
		try {
			R result = work.apply(connection);
			connection.commit();
			return result;
		}
		catch (SQLException | RuntimeException ex) {
			try {
				connection.rollback();
			}
			catch (SQLException failure) {
				ex.addSuppressed(failure);
			}
			throw ex;
		}
	}

	/**
	 * Write what the application has changed in the current persistence context, so that
	 * statements see it.
	 */
	void flush() {
		this.entityManager.flush();
	}

	private static final class StatementFailedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		StatementFailedException(SQLException cause) {
			super(cause);
		}

	}

}
