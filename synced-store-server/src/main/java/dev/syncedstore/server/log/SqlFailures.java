package dev.syncedstore.server.log;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

import jakarta.persistence.OptimisticLockException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells failures that pass from those that stay, and whose fault they are.
 */
public final class SqlFailures {

	private static final int CLASS_LENGTH = 2;

	private static final String QUERY_CANCELED = "57014";

	private static final String READ_ONLY_TRANSACTION = "25006";

	private static final String CONSTRAINTS = "23";

	private static final String NOT_NULL_VIOLATION = "23502";

	private static final String FAILED_TRANSACTION = "25P02";

	private SqlFailures() {
	}

	/**
	 * Whether the same may succeed later: the database was away, somebody else was in the
	 * way, or has changed a row meanwhile.
	 * @param failure the failure, with its causes
	 * @return {@code true} if it is worth trying again
	 */
	public static boolean isTransient(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CannotCreateTransactionException || cause instanceof OptimisticLockException
					|| cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
				return true;
			}
			if (cause instanceof SQLException sql) {
				return isTransient(sql.getSQLState());
			}
		}
		return false;
	}

	/**
	 * The rule of the database that was broken, as opposed to a value that was forgotten.
	 * @param failure the failure, with its causes
	 * @return which one, without any value, or {@code null} if it is none
	 */
	public static @Nullable String brokenRule(Throwable failure) {
		SQLException sql = sqlException(failure);
		if (sql == null || sql.getSQLState() == null || !sql.getSQLState().startsWith(CONSTRAINTS)
				|| sql.getSQLState().equals(NOT_NULL_VIOLATION)) {
			return null;
		}
		// What follows are the values.
		return String.valueOf(sql.getMessage()).lines().findFirst().orElse("");
	}

	/**
	 * Whether a statement was refused because an earlier one of its transaction failed.
	 * @param failure the failure, with its causes
	 * @return {@code true} if somebody has caught the failure of another statement
	 */
	public static boolean isInFailedTransaction(Throwable failure) {
		SQLException sql = sqlException(failure);
		return sql != null && FAILED_TRANSACTION.equals(sql.getSQLState());
	}

	private static @Nullable SQLException sqlException(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				return sql;
			}
		}
		return null;
	}

	private static boolean isTransient(@Nullable String state) {
		if (state == null || state.length() < CLASS_LENGTH) {
			return false;
		}
		// A statement that always takes too long would otherwise be tried for ever.
		if (state.equals(QUERY_CANCELED)) {
			return false;
		}
		return switch (state.substring(0, CLASS_LENGTH)) {
			// Connection, transaction rollback, resources, lock timeout, shutdown.
			case "08", "40", "53", "55", "57" -> true;
			// A standby that is about to be promoted.
			default -> state.equals(READ_ONLY_TRANSACTION);
		};
	}

}
