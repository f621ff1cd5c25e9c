package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Visibility;
import dev.syncedstore.server.log.CommonChanges.Row;
import org.jspecify.annotations.Nullable;

/**
 * Reads the changes of a space that one user may see. This is the one place where a pull
 * is kept from what it may not see.
 */
final class ChangeRows {

	private static final int MAX_ROWS = CommonChanges.MAX_ROWS;

	private static final int OVERHEAD = CommonChanges.OVERHEAD;

	/** More private changes than this are not worth reading for everybody. */
	private static final int MAX_PRIVATE_ROWS = 2_000;

	private static final int MAX_PRIVATE_BYTES = 256 * 1024;

	/**
	 * One branch for each visibility, so that each can use its partial index. The sum of
	 * sizes ends a branch before values are read that the page has no room for.
	 */
	private static final String BRANCH = """
			(SELECT visibility, owner, key, value, version, size FROM (
			SELECT visibility, owner, key, value, version, octet_length(key) + coalesce(octet_length(value), 0) AS size,
			sum(octet_length(key) + coalesce(octet_length(value), 0) + %d) OVER (ORDER BY version, key
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
			FROM ${s}.entry
			WHERE space_id = ? AND %s AND (version, key) > (?, ?) AND (value IS NOT NULL OR version > ?)
			ORDER BY version, key LIMIT %d) AS change WHERE before IS NULL OR before < ?)""";

	/** Of all owners, in the order of their index. */
	private static final String ALL_OWNERS = """
			(SELECT visibility, owner, key, value, version, size FROM (
			SELECT visibility, owner, key, value, version, octet_length(key) + coalesce(octet_length(value), 0) AS size,
			sum(octet_length(key) + coalesce(octet_length(value), 0) + %d) OVER (ORDER BY version
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
			FROM ${s}.entry
			WHERE space_id = ? AND visibility = 1 AND version > ? AND (value IS NOT NULL OR version > ?)
			ORDER BY version LIMIT %d) AS change WHERE before IS NULL OR before < %d)""";

	private final LogTransactions transactions;

	private final String sql;

	private final String common;

	ChangeRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.sql = schema.in(BRANCH.formatted(OVERHEAD, "visibility = 0", MAX_ROWS) + " UNION ALL "
				+ BRANCH.formatted(OVERHEAD, "visibility = 1 AND owner = ?", MAX_ROWS));
		this.common = schema.in(BRANCH.formatted(OVERHEAD, "visibility = 0", MAX_ROWS) + " UNION ALL "
				+ ALL_OWNERS.formatted(OVERHEAD, MAX_PRIVATE_ROWS + 1, MAX_PRIVATE_BYTES));
	}

	ChangePage changes(long space, ChangeQuery query) {
		return CommonChanges.page(this.transactions.call((connection) -> read(connection, space, query)),
				query.maxBytes());
	}

	/**
	 * The same for all users at once.
	 * @return the changes, or {@code null} where they have to be read one by one
	 */
	@Nullable CommonChanges common(long space, ChangePosition after, long deletionsAfter, int maxBytes) {
		boolean withinUser = !after.key().isEmpty() && EntryKey.parse(after.key()).visibility() != Visibility.SHARED;
		if (withinUser) {
			return null;
		}
		ChangeQuery query = new ChangeQuery("", after, deletionsAfter, maxBytes);
		List<Row> rows = this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.common)) {
				statement.setLong(1, space);
				bindRange(statement, 2, query, Visibility.SHARED);
				statement.setLong(6, space);
				statement.setLong(7, after.key().isEmpty() ? after.version() - 1 : after.version());
				statement.setLong(8, deletionsAfter);
				return rows(statement);
			}
		});
		List<Row> ofOwners = rows.stream()
			.filter((row) -> EntryKey.parse(row.change().patch().key()).visibility() == Visibility.PRIVATE)
			.toList();
		long bytes = ofOwners.stream().mapToLong((row) -> (long) row.size() + OVERHEAD).sum();
		boolean isCut = ofOwners.size() > MAX_PRIVATE_ROWS || bytes >= MAX_PRIVATE_BYTES;
		return isCut ? null : new CommonChanges(rows, maxBytes);
	}

	private List<Row> read(Connection connection, long space, ChangeQuery query) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.sql)) {
			statement.setLong(1, space);
			bindRange(statement, 2, query, Visibility.SHARED);
			statement.setLong(6, space);
			statement.setString(7, query.userId());
			bindRange(statement, 8, query, Visibility.PRIVATE);
			return rows(statement);
		}
	}

	private static List<Row> rows(PreparedStatement statement) throws SQLException {
		List<Row> result = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				result.add(new Row(new VersionedPatch(rows.getLong(5), EntryRows.patch(rows)), rows.getInt(6)));
			}
		}
		return result;
	}

	private static void bindRange(PreparedStatement statement, int first, ChangeQuery query, Visibility visibility)
			throws SQLException {
		ChangePosition after = within(query.after(), visibility);
		statement.setLong(first, after.version());
		statement.setString(first + 1, KeyBound.of(after.key()));
		statement.setLong(first + 2, query.deletionsAfter());
		statement.setInt(first + 3, query.maxBytes());
	}

	/**
	 * A position among the keys of one visibility. Within a version all private keys come
	 * before all shared ones, as these can't begin with two dollars.
	 */
	private static ChangePosition within(ChangePosition position, Visibility visibility) {
		if (position.key().isEmpty()) {
			return position;
		}
		EntryKey key = EntryKey.parse(position.key());
		if (key.visibility() == visibility) {
			return new ChangePosition(position.version(), key.path());
		}
		return (visibility == Visibility.SHARED) ? new ChangePosition(position.version(), "")
				: ChangePosition.endOf(position.version());
	}

}
