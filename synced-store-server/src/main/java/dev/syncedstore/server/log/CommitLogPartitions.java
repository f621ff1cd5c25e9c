package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	/** What this makes, and what it drops. */
	private static final Pattern NAME = Pattern.compile("commit_log_(\\d{8})");

	private static final String LIST = """
			SELECT c.relname, pg_has_role(c.relowner, 'USAGE') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
			WHERE i.inhparent = to_regclass(?) ORDER BY c.relname""";

	private static final String DROP = "SET LOCAL lock_timeout = 100; DROP TABLE ${s}.%s";

	private static final String DELETE = """
			DELETE FROM ${s}.%1$s WHERE ctid = ANY (ARRAY (SELECT ctid FROM ${s}.%1$s WHERE committed_at < ? LIMIT ?))""";

	/** The lock on the whole log is not worth holding up writers for. */
	private static final String CREATE = "SET LOCAL lock_timeout = 250; CREATE TABLE ${s}.%s "
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

	/**
	 * Remove some of what was committed before a time: one partition, or some rows of one
	 * that is shared with later commits or that somebody else owns.
	 * @return whether there was something to remove
	 */
	boolean remove(Connection connection, Instant before, int rows) throws SQLException {
		LocalDate day = LocalDate.ofInstant(before, ZoneOffset.UTC);
		for (Partition partition : partitions(connection)) {
			Matcher name = NAME.matcher(partition.name);
			boolean dated = name.matches();
			if (dated && !LocalDate.parse(name.group(1), DateTimeFormatter.BASIC_ISO_DATE).isBefore(day)) {
				continue;
			}
			if (dated && partition.own) {
				try (Statement statement = connection.createStatement()) {
					statement.execute(this.schema.in(DROP.formatted(partition.name)));
				}
				return true;
			}
			try (PreparedStatement statement = connection
				.prepareStatement(this.schema.in(DELETE.formatted("\"" + partition.name + "\"")))) {
				statement.setObject(1, before.atOffset(ZoneOffset.UTC));
				statement.setInt(2, rows);
				if (statement.executeUpdate() > 0) {
					return true;
				}
			}
		}
		return false;
	}

	private List<Partition> partitions(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(LIST)) {
			statement.setString(1, this.schema.in("${s}.commit_log"));
			List<Partition> result = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					result.add(new Partition(rows.getString(1), rows.getBoolean(2)));
				}
			}
			return result;
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

	/**
	 * A partition.
	 *
	 * @param name its name
	 * @param own whether it can be dropped
	 */
	private record Partition(String name, boolean own) {
	}

}
