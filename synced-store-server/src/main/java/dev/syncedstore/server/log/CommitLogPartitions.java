package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of the log of commits, one a day in UTC.
 */
final class CommitLogPartitions {

	private static final Logger logger = LoggerFactory.getLogger(CommitLogPartitions.class);

	/** How many days are made ahead, so that a few failed attempts do no harm. */
	private static final int DAYS_AHEAD = 7;

	private static final String EXISTS = "SELECT to_regclass(?) IS NOT NULL";

	/** The lock on the whole log is not worth holding up writers for. */
	private static final String CREATE = "SET LOCAL lock_timeout = 1000; CREATE TABLE ${s}.%s "
			+ "PARTITION OF ${s}.commit_log FOR VALUES FROM ('%s 00:00:00+00') TO ('%s 00:00:00+00')";

	private final LogTransactions transactions;

	private final LogSchema schema;

	CommitLogPartitions(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.schema = schema;
	}

	void create(LocalDate today) {
		for (int day = 0; day <= DAYS_AHEAD; day++) {
			LocalDate date = today.plusDays(day);
			try {
				this.transactions.inNew("create a partition of the commit log", () -> createIfMissing(date));
			}
			catch (RuntimeException ex) {
				// The default partition takes what has no other: commits of that very
				// day,
				// for one, which also keep it from getting one later.
				logger.debug("No partition of the commit log for {}; the default one serves", date, ex);
			}
		}
	}

	private boolean createIfMissing(LocalDate date) {
		String name = "commit_log_" + DateTimeFormatter.BASIC_ISO_DATE.format(date);
		return this.transactions.call((connection) -> {
			if (exists(connection, name)) {
				return false;
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute(this.schema.in(CREATE.formatted(name, date, date.plusDays(1))));
				return true;
			}
		});
	}

	private boolean exists(Connection connection, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(EXISTS)) {
			statement.setString(1, this.schema.in("${s}." + name));
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				return rows.getBoolean(1);
			}
		}
	}

}
