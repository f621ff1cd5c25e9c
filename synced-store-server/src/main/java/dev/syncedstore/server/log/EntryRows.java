package dev.syncedstore.server.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of entries.
 */
final class EntryRows {

	private static final int FETCH_SIZE = 1000;

	private static final String RANGE = """
			SELECT key, value FROM ${s}.entry
			WHERE space_id = ? AND visibility = ? AND owner = ? AND key %s ? AND key < ? AND value IS NOT NULL
			ORDER BY key %s LIMIT ?""";

	private final LogTransactions transactions;

	private final String get;

	private final String ascending;

	private final String ascendingAfter;

	private final String descending;

	private final String descendingAfter;

	private final String size;

	private final String all;

	private final String page;

	EntryRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.get = schema.in("""
				SELECT value FROM ${s}.entry
				WHERE space_id = ? AND visibility = ? AND owner = ? AND key = ?""");
		this.ascending = schema.in(RANGE.formatted(">=", "ASC"));
		this.ascendingAfter = schema.in(RANGE.formatted(">", "ASC"));
		this.descending = schema.in(RANGE.formatted(">=", "DESC"));
		this.descendingAfter = schema.in(RANGE.formatted(">", "DESC"));
		this.size = schema.in("""
				SELECT coalesce(sum(? + octet_length(owner) + octet_length(key) + octet_length(value)), 0) FROM (
				SELECT owner, key, value FROM ${s}.entry WHERE space_id = ? AND value IS NOT NULL LIMIT ?) AS entry""");
		this.all = schema.in("""
				SELECT visibility, owner, key, value FROM ${s}.entry WHERE space_id = ? AND value IS NOT NULL""");
		this.page = schema.in("""
				SELECT visibility, owner, key, value FROM ${s}.entry
				WHERE space_id = ? AND (visibility, owner, key) > (?, ?, ?) AND version <= ? AND value IS NOT NULL
				ORDER BY visibility, owner, key LIMIT ?""");
	}

	@Nullable StoredValue get(long space, EntryKey key) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.get)) {
				statement.setLong(1, space);
				statement.setShort(2, VisibilityColumn.of(key.visibility()));
				statement.setString(3, key.owner());
				statement.setString(4, key.path());
				try (ResultSet rows = statement.executeQuery()) {
					String json = rows.next() ? rows.getString(1) : null;
					return Optional.ofNullable(json).map(StoredValue::new);
				}
			}
		}).orElse(null);
	}

	/**
	 * The first entries of a range, in its direction.
	 * @param space the space's row
	 * @param scope the visibility and owner that the whole range is of
	 * @param range the range, its bounds without the prefix of the visibility
	 * @param limit how many to read
	 */
	List<Map.Entry<String, StoredValue>> range(long space, EntryKey scope, KeyRange range, int limit) {
		boolean inclusive = range.fromInclusive() || !KeyBound.isPossibleKey(range.from());
		String sql = range.reverse() ? (inclusive ? this.descending : this.descendingAfter)
				: (inclusive ? this.ascending : this.ascendingAfter);
		String prefix = EntryKey.prefix(scope.visibility(), scope.owner());
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				statement.setLong(1, space);
				statement.setShort(2, VisibilityColumn.of(scope.visibility()));
				statement.setString(3, scope.owner());
				statement.setString(4, KeyBound.of(range.from()));
				statement.setString(5, KeyBound.of(range.to()));
				statement.setInt(6, limit);
				List<Map.Entry<String, StoredValue>> result = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(Map.entry(prefix + rows.getString(1), new StoredValue(rows.getString(2))));
					}
				}
				return result;
			}
		});
	}

	@Nullable Entries all(long space, long maxBytes) {
		// Measuring first is a fraction of the work of reading what is then too large.
		return (size(space, maxBytes) <= maxBytes) ? all(space) : null;
	}

	private Entries all(long space) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.all)) {
				statement.setFetchSize(FETCH_SIZE);
				statement.setLong(1, space);
				Map<String, StoredValue> result = new HashMap<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.put(wireKey(rows), new StoredValue(rows.getString(4)));
					}
				}
				return Entries.of(result);
			}
		});
	}

	/**
	 * Some entries of every visibility, in the order of the rows' key.
	 */
	EntryPage page(long space, EntryQuery query) {
		EntryKey after = EntryKey.parse(query.after());
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.page)) {
				statement.setFetchSize(FETCH_SIZE / 10);
				statement.setLong(1, space);
				statement.setShort(2, VisibilityColumn.of(after.visibility()));
				statement.setString(3, after.owner());
				statement.setString(4, after.path());
				statement.setLong(5, query.upToVersion());
				statement.setInt(6, query.limit() + 1);
				List<Patch> entries = new ArrayList<>();
				long bytes = 0;
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						if (entries.size() == query.limit() || !entries.isEmpty() && bytes >= query.maxBytes()) {
							return new EntryPage(entries, false);
						}
						Patch entry = patch(rows);
						entries.add(entry);
						bytes += rows.getString(4).length();
					}
				}
				return new EntryPage(entries, true);
			}
		});
	}

	private long size(long space, long maxBytes) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.size)) {
				statement.setInt(1, EntrySize.OVERHEAD);
				statement.setLong(2, space);
				statement.setLong(3, maxBytes / EntrySize.OVERHEAD + 1);
				try (ResultSet rows = statement.executeQuery()) {
					rows.next();
					return rows.getLong(1);
				}
			}
		});
	}

	/** The key of a row that begins with visibility, owner and key. */
	static String wireKey(ResultSet rows) throws SQLException {
		return EntryKey.prefix(VisibilityColumn.visibility(rows.getShort(1)), rows.getString(2)) + rows.getString(3);
	}

	/** The patch of a row that begins with visibility, owner, key and value. */
	static Patch patch(ResultSet rows) throws SQLException {
		String json = rows.getString(4);
		return new Patch(wireKey(rows), (json != null) ? new StoredValue(json) : null);
	}

}
