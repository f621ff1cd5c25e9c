package dev.syncedstore.server.log;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells failures that pass from those that stay.
 */
final class SqlFailures {

	private static final int CLASS_LENGTH = 2;

	private static final String QUERY_CANCELED = "57014";

	private static final String READ_ONLY_TRANSACTION = "25006";

	private SqlFailures() {
	}

	/**
	 * Whether the same may succeed later.
	 */
	static boolean isTransient(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CannotCreateTransactionException || cause instanceof SQLTransientException
					|| cause instanceof SQLRecoverableException) {
				return true;
			}
			if (cause instanceof SQLException sql) {
				return isTransient(sql.getSQLState());
			}
		}
		return false;
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
