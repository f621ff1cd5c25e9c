package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
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

	/** So many rows come first, and tell how many more fit. */
	private static final int FETCH_SIZE = 500;

	/** Larger values are read one by one, so that those fetched for nothing are small. */
	private static final int SMALL_VALUE_BYTES = 8 * 1024;

	/**
	 * One statement for each visibility, so that each can use its partial index.
	 */
	private static final String RANGE = """
			SELECT key, CASE WHEN octet_length(value) <= %d THEN value END, version,
			octet_length(key) + coalesce(octet_length(value), 0), octet_length(value) > %d
			FROM ${s}.entry
			WHERE space_id = ? AND %s AND (version, key) > (?, ?) AND (value IS NOT NULL OR version > ?)
			ORDER BY version, key LIMIT %d""";

	private static final String LARGE_VALUE = """
			SELECT value FROM ${s}.entry WHERE space_id = ? AND visibility = ? AND owner = ? AND key = ?""";

	/** Of all owners, in the order of their index. */
	private static final String ALL_OWNERS = """
			SELECT visibility, owner, key, value, version, size FROM (
			SELECT visibility, owner, key, value, version, octet_length(key) + coalesce(octet_length(value), 0) AS size,
			sum(octet_length(key) + coalesce(octet_length(value), 0) + %d) OVER (ORDER BY version
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
			FROM ${s}.entry
			WHERE space_id = ? AND visibility = 1 AND version > ? AND (value IS NOT NULL OR version > ?)
			ORDER BY version LIMIT %d) AS change WHERE before IS NULL OR before < %d""";

	private final LogTransactions transactions;

	private final String shared;

	private final String owned;

	private final String allOwners;

	private final String largeValue;

	ChangeRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.shared = schema.in(RANGE.formatted(SMALL_VALUE_BYTES, SMALL_VALUE_BYTES, "visibility = 0", MAX_ROWS));
		this.owned = schema
			.in(RANGE.formatted(SMALL_VALUE_BYTES, SMALL_VALUE_BYTES, "visibility = 1 AND owner = ?", MAX_ROWS));
		this.allOwners = schema.in(ALL_OWNERS.formatted(OVERHEAD, MAX_PRIVATE_ROWS + 1, MAX_PRIVATE_BYTES));
		this.largeValue = schema.in(LARGE_VALUE);
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
		List<Row> ofOwners = this.transactions.call((connection) -> ofAllOwners(connection, space, query));
		long bytes = ofOwners.stream().mapToLong((row) -> (long) row.size() + OVERHEAD).sum();
		boolean isCut = ofOwners.size() > MAX_PRIVATE_ROWS || bytes >= MAX_PRIVATE_BYTES;
		if (isCut) {
			return null;
		}
		List<Row> rows = this.transactions.call((connection) -> shared(connection, space, query));
		rows.addAll(ofOwners);
		return new CommonChanges(rows, maxBytes);
	}

	private List<Row> read(Connection connection, long space, ChangeQuery query) throws SQLException {
		List<Row> rows = shared(connection, space, query);
		try (PreparedStatement statement = connection.prepareStatement(this.owned)) {
			statement.setLong(1, space);
			statement.setString(2, query.userId());
			Range range = new Range(space, Visibility.PRIVATE, query.userId(), query);
			range.bind(statement, 3);
			rows.addAll(rows(statement, range));
		}
		return rows;
	}

	private List<Row> shared(Connection connection, long space, ChangeQuery query) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.shared)) {
			statement.setLong(1, space);
			Range range = new Range(space, Visibility.SHARED, "", query);
			range.bind(statement, 2);
			return rows(statement, range);
		}
	}

	/** What fits into a page of one visibility, and no more. */
	private List<Row> rows(PreparedStatement statement, Range range) throws SQLException {
		String prefix = EntryKey.prefix(range.visibility, range.owner);
		statement.setFetchSize(FETCH_SIZE);
		List<Row> result = new ArrayList<>();
		long bytes = 0;
		try (ResultSet rows = statement.executeQuery()) {
			while (bytes < range.query.maxBytes() && rows.next()) {
				String key = rows.getString(1);
				String json = rows.getBoolean(5) ? largeValue(statement.getConnection(), range, key)
						: rows.getString(2);
				Patch patch = new Patch(prefix + key, (json != null) ? new StoredValue(json) : null);
				int size = rows.getInt(4);
				result.add(new Row(new VersionedPatch(rows.getLong(3), patch), size));
				bytes += (long) size + OVERHEAD;
				if (result.size() == FETCH_SIZE) {
					rows.setFetchSize(rowsThatFit(range.query.maxBytes() - bytes, bytes / FETCH_SIZE));
				}
			}
		}
		return result;
	}

	private static int rowsThatFit(long bytes, long each) {
		return (int) Math.max(1, Math.min(MAX_ROWS, bytes / each + 1));
	}

	private String largeValue(Connection connection, Range range, String key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.largeValue)) {
			statement.setLong(1, range.space);
			statement.setShort(2, VisibilityColumn.of(range.visibility));
			statement.setString(3, range.owner);
			statement.setString(4, key);
			try (ResultSet values = statement.executeQuery()) {
				values.next();
				return values.getString(1);
			}
		}
	}

	private List<Row> ofAllOwners(Connection connection, long space, ChangeQuery query) throws SQLException {
		ChangePosition after = query.after();
		try (PreparedStatement statement = connection.prepareStatement(this.allOwners)) {
			statement.setLong(1, space);
			statement.setLong(2, after.key().isEmpty() ? after.version() - 1 : after.version());
			statement.setLong(3, query.deletionsAfter());
			List<Row> result = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					result.add(new Row(new VersionedPatch(rows.getLong(5), EntryRows.patch(rows)), rows.getInt(6)));
				}
			}
			return result;
		}
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

	/**
	 * What is read of one visibility and owner.
	 */
	private record Range(long space, Visibility visibility, String owner, ChangeQuery query) {

		void bind(PreparedStatement statement, int first) throws SQLException {
			ChangePosition after = within(this.query.after(), this.visibility);
			statement.setLong(first, after.version());
			statement.setString(first + 1, KeyBound.of(after.key()));
			statement.setLong(first + 2, this.query.deletionsAfter());
		}

	}

}
