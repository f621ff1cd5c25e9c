package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * The rows of spaces: finding, locking, creating and deleting them.
 */
final class SpaceRows {

	/**
	 * Longer waits for a lock, or for one statement, are failures whatever the database's
	 * own settings are.
	 */
	static final int LOCK_TIMEOUT_MILLIS = 2_000;

	/** @see #LOCK_TIMEOUT_MILLIS */
	static final int STATEMENT_TIMEOUT_MILLIS = 30_000;

	private static final String TIMEOUTS = "SET LOCAL lock_timeout = " + LOCK_TIMEOUT_MILLIS
			+ "; SET LOCAL statement_timeout = " + STATEMENT_TIMEOUT_MILLIS + "; ";

	private static final String BEGIN_WRITE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; " + TIMEOUTS;

	private static final String BEGIN_READ = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ";

	private static final String HEAD = "id, epoch, version, checkpoint, horizon, deleted_at IS NOT NULL, "
			+ "schema_version, schema_migration";

	private static final String SELECT = "SELECT " + HEAD + " FROM ${s}.space WHERE store_type = ? AND instance_id = ?";

	private final LogTransactions transactions;

	private final String lock;

	private final String share;

	private final String find;

	private final String insert;

	private final String epoch;

	private final String heads;

	private final String createdToday;

	private final String replaceEpoch;

	private final String delete;

	private final String list;

	private final String changeSchema;

	private final String migrating;

	SpaceRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.lock = schema.in(BEGIN_WRITE + SELECT + " FOR UPDATE");
		this.share = schema.in(BEGIN_WRITE + SELECT + " FOR SHARE");
		this.find = schema.in(BEGIN_READ + SELECT);
		this.insert = schema.in("""
				INSERT INTO ${s}.space (store_type, instance_id, epoch) SELECT ?, ?, e.epoch FROM ${s}.epoch e
				ON CONFLICT (store_type, instance_id) DO NOTHING""");
		this.epoch = schema.in("SELECT epoch FROM ${s}.epoch");
		this.createdToday = schema.in(BEGIN_READ + "SELECT count(*) FROM ${s}.space "
				+ "WHERE created_by = ? AND created_at > now() - interval '1 day'");
		this.heads = schema.in(BEGIN_READ + """
				SELECT u.store_type, u.instance_id, coalesce(s.id, 0), coalesce(s.epoch, e.epoch),
				coalesce(s.version, 0), s.checkpoint, coalesce(s.horizon, 0), s.deleted_at IS NOT NULL,
				coalesce(s.schema_version, 1), s.schema_migration
				FROM unnest(?::text[], ?::text[]) AS u (store_type, instance_id) CROSS JOIN ${s}.epoch e
				LEFT JOIN ${s}.space s ON s.store_type = u.store_type AND s.instance_id = u.instance_id""");
		// A restored database may not have a space that there was.
		this.replaceEpoch = schema.in("INSERT INTO ${s}.space AS space (store_type, instance_id, epoch) "
				+ "VALUES (?, ?, ?) ON CONFLICT (store_type, instance_id) DO UPDATE SET epoch = excluded.epoch "
				+ "RETURNING " + HEAD);
		this.delete = schema.in("UPDATE ${s}.space SET version = version + 1, horizon = version + 1, checkpoint = ?, "
				+ "horizon_checkpoint = NULL, deleted_at = ? WHERE id = ? RETURNING " + HEAD);
		this.list = schema.in("SELECT instance_id FROM ${s}.space WHERE store_type = ? AND instance_id > ? "
				+ "AND deleted_at IS NULL ORDER BY instance_id LIMIT ?");
		this.changeSchema = schema.in("UPDATE ${s}.space SET schema_version = ?, schema_migration = ? WHERE id = ?");
		this.migrating = schema.in("SELECT store_type, instance_id FROM ${s}.space "
				+ "WHERE schema_migration IS NOT NULL AND deleted_at IS NULL ORDER BY id LIMIT ?");
	}

	/**
	 * Lock a space against everybody. The first thing in a transaction.
	 */
	SpaceHead lock(SpaceId space, boolean create) {
		return this.transactions.call((connection) -> {
			SpaceHead head = select(connection, this.lock, space);
			if (head == null && create) {
				try (PreparedStatement statement = connection.prepareStatement(this.insert)) {
					statement.setString(1, space.storeType());
					statement.setString(2, space.instanceId());
					statement.executeUpdate();
				}
				// Somebody else may have been faster.
				head = select(connection, this.lock, space);
			}
			return (head != null) ? head : nonexistent(connection);
		});
	}

	/**
	 * Keep a space from changing, without changing it. The first thing in a transaction.
	 */
	SpaceHead share(SpaceId space) {
		return findWith(this.share, space);
	}

	/**
	 * Find a space, and fix the moment that the transaction sees. The first thing in a
	 * transaction.
	 */
	SpaceHead find(SpaceId space) {
		return findWith(this.find, space);
	}

	/**
	 * Find several spaces. The first thing in a transaction.
	 */
	Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		List<SpaceId> distinct = spaces.stream().distinct().toList();
		return this.transactions.call((connection) -> {
			Map<SpaceId, SpaceHead> result = new HashMap<>();
			try (PreparedStatement statement = connection.prepareStatement(this.heads)) {
				statement.setArray(1, texts(connection, distinct, SpaceId::storeType));
				statement.setArray(2, texts(connection, distinct, SpaceId::instanceId));
				ResultSet rows = lastResult(statement);
				while (rows.next()) {
					result.put(new SpaceId(rows.getString(1), rows.getString(2)), head(rows, 3));
				}
			}
			return result;
		});
	}

	/**
	 * How many spaces a user has created lately. The first thing in a transaction.
	 */
	long createdToday(String userId) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.createdToday)) {
				statement.setString(1, userId);
				ResultSet rows = lastResult(statement);
				rows.next();
				return rows.getLong(1);
			}
		});
	}

	/**
	 * Begin another history of a space, which the transaction has locked if it exists.
	 */
	SpaceHead replaceEpoch(SpaceId space, String epoch) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.replaceEpoch)) {
				statement.setString(1, space.storeType());
				statement.setString(2, space.instanceId());
				statement.setString(3, epoch);
				return onlyHead(statement);
			}
		});
	}

	/**
	 * Mark a space as deleted, which the transaction has locked.
	 */
	SpaceHead delete(long space, String checkpoint, Instant at) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.delete)) {
				statement.setString(1, checkpoint);
				statement.setObject(2, at.atOffset(ZoneOffset.UTC));
				statement.setLong(3, space);
				return onlyHead(statement);
			}
		});
	}

	/**
	 * Say under which version of the schema the data of a space is, which the transaction
	 * has locked.
	 */
	void changeSchema(long space, SpaceSchema changed) {
		this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.changeSchema)) {
				SpaceSchema.Migration migration = changed.migration();
				statement.setInt(1, changed.version());
				statement.setString(2, (migration != null) ? migration.encode() : null);
				statement.setLong(3, space);
				return statement.executeUpdate();
			}
		});
	}

	/**
	 * The spaces that are on their way to another version of the schema.
	 */
	List<SpaceId> migrating(int limit) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.migrating)) {
				statement.setInt(1, limit);
				List<SpaceId> result = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(new SpaceId(rows.getString(1), rows.getString(2)));
					}
				}
				return result;
			}
		});
	}

	/**
	 * The spaces of a store type that are not deleted, in the order of their ids.
	 */
	List<SpaceId> list(String storeType, String afterInstanceId, int limit) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.list)) {
				statement.setString(1, storeType);
				statement.setString(2, afterInstanceId);
				statement.setInt(3, limit);
				List<SpaceId> result = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(new SpaceId(storeType, rows.getString(1)));
					}
				}
				return result;
			}
		});
	}

	private static SpaceHead onlyHead(PreparedStatement statement) throws SQLException {
		try (ResultSet rows = statement.executeQuery()) {
			if (!rows.next()) {
				throw new IllegalStateException("The row of a locked space is gone");
			}
			return head(rows, 1);
		}
	}

	private SpaceHead findWith(String sql, SpaceId space) {
		return this.transactions.call((connection) -> {
			SpaceHead head = select(connection, sql, space);
			return (head != null) ? head : nonexistent(connection);
		});
	}

	private SpaceHead nonexistent(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.epoch);
				ResultSet rows = statement.executeQuery()) {
			if (!rows.next()) {
				throw new IllegalStateException("The version log has lost its epoch: restore the row of its table "
						+ "\"epoch\" from a backup, or insert one with a new random text");
			}
			return new SpaceHead(0, rows.getString(1), 0, null, 0);
		}
	}

	private static @Nullable SpaceHead select(Connection connection, String sql, SpaceId space) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, space.storeType());
			statement.setString(2, space.instanceId());
			ResultSet rows = lastResult(statement);
			return rows.next() ? head(rows, 1) : null;
		}
	}

	/** The rows of the query that follows some settings in one statement. */
	private static ResultSet lastResult(PreparedStatement statement) throws SQLException {
		boolean isRows = statement.execute();
		while (!isRows) {
			if (statement.getUpdateCount() == -1) {
				throw new SQLException("No rows came back");
			}
			isRows = statement.getMoreResults();
		}
		return statement.getResultSet();
	}

	private static SpaceHead head(ResultSet rows, int first) throws SQLException {
		return new SpaceHead(rows.getLong(first), rows.getString(first + 1), rows.getLong(first + 2),
				rows.getString(first + 3), rows.getLong(first + 4), rows.getBoolean(first + 5),
				schema(rows.getInt(first + 6), rows.getString(first + 7)));
	}

	private static SpaceSchema schema(int version, @Nullable String migration) {
		return (version == 1 && migration == null) ? SpaceSchema.FIRST
				: new SpaceSchema(version, SpaceSchema.Migration.decode(migration));
	}

	private static java.sql.Array texts(Connection connection, List<SpaceId> spaces,
			java.util.function.Function<SpaceId, String> part) throws SQLException {
		return connection.createArrayOf("text", new ArrayList<>(spaces).stream().map(part).toArray());
	}

}
