package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.KeyOrder;
import dev.syncedstore.core.state.Visibility;

/**
 * Reads the changes of a space that one user may see. This is the one place where a pull
 * is kept from what it may not see.
 */
final class ChangeRows {

	/** More would be a page of very many very small changes. */
	private static final int MAX_ROWS = 10_000;

	/** What a change takes on the wire besides its key and value. */
	private static final int OVERHEAD = 40;

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

	private static final Comparator<Row> ORDER = Comparator.<Row>comparingLong((row) -> row.change.version())
		.thenComparing((row) -> row.change.patch().key(), KeyOrder.COMPARATOR);

	private final LogTransactions transactions;

	private final String sql;

	ChangeRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.sql = schema.in(BRANCH.formatted(OVERHEAD, "visibility = 0", MAX_ROWS) + " UNION ALL "
				+ BRANCH.formatted(OVERHEAD, "visibility = 1 AND owner = ?", MAX_ROWS));
	}

	ChangePage changes(long space, ChangeQuery query) {
		List<Row> rows = this.transactions.call((connection) -> read(connection, space, query));
		rows.sort(ORDER);
		List<VersionedPatch> page = new ArrayList<>();
		long bytes = 0;
		for (Row row : rows) {
			if (bytes >= query.maxBytes() || page.size() == MAX_ROWS) {
				break;
			}
			page.add(row.change);
			bytes += row.size + OVERHEAD;
		}
		// A branch that was cut short has filled the page by itself.
		return new ChangePage(page, bytes < query.maxBytes() && page.size() < MAX_ROWS);
	}

	private List<Row> read(Connection connection, long space, ChangeQuery query) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.sql)) {
			statement.setLong(1, space);
			bindRange(statement, 2, query, Visibility.SHARED);
			statement.setLong(6, space);
			statement.setString(7, query.userId());
			bindRange(statement, 8, query, Visibility.PRIVATE);
			List<Row> result = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					result.add(new Row(new VersionedPatch(rows.getLong(5), EntryRows.patch(rows)), rows.getInt(6)));
				}
			}
			return result;
		}
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

	private record Row(VersionedPatch change, int size) {
	}

}
