package dev.syncedstore.server.log;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.protocol.RejectedMutation;
import dev.syncedstore.core.state.Patch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of commits, and what some of them did.
 */
final class CommitRows {

	private static final int MAX_ROWS = 10_000;

	private static final long MAX_BYTES = 8L << 20;

	/**
	 * Of one visibility, so that its partial index is used. The order keeps the planner
	 * from reading the whole table where it can't know how few rows there are.
	 */
	private static final String BRANCH = """
			(SELECT visibility, owner, key, value FROM ${s}.entry
			WHERE space_id = ? AND visibility = %d AND version > ? ORDER BY version LIMIT %d)""";

	private static final String CHANGED = "FROM ("
			+ String.join(" UNION ALL ", BRANCH.formatted(VisibilityColumn.SHARED, MAX_ROWS + 1),
					BRANCH.formatted(VisibilityColumn.PRIVATE, MAX_ROWS + 1),
					BRANCH.formatted(VisibilityColumn.SERVER_ONLY, MAX_ROWS + 1))
			+ ") AS entry";

	private final LogTransactions transactions;

	private final String checkpoint;

	private final String commits;

	private final String size;

	private final String entries;

	private final String rejections;

	CommitRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		// The horizon's own commit may not be in the log any more.
		this.checkpoint = schema.in("""
				SELECT checkpoint FROM ${s}.commit_log WHERE space_id = ? AND max_version = ?
				UNION ALL SELECT horizon_checkpoint FROM ${s}.space
				WHERE id = ? AND horizon = ? AND horizon_checkpoint IS NOT NULL LIMIT 1""");
		this.commits = schema.in("""
				SELECT min_version, max_version, client_ids, last_mutation_ids FROM ${s}.commit_log
				WHERE space_id = ? AND max_version > ? ORDER BY max_version LIMIT %d""".formatted(MAX_ROWS + 1));
		this.size = schema.in("SELECT count(*), coalesce(sum(octet_length(value)), 0) " + CHANGED);
		this.entries = schema.in("SELECT visibility, owner, key, value " + CHANGED);
		this.rejections = schema.in("""
				SELECT client_id, mutation_id, code, message FROM ${s}.rejection
				WHERE space_id = ? AND version > ? ORDER BY version LIMIT %d""".formatted(MAX_ROWS));
	}

	@Nullable String checkpointAt(long space, long version) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.checkpoint)) {
				statement.setLong(1, space);
				statement.setLong(2, version);
				statement.setLong(3, space);
				statement.setLong(4, version);
				try (ResultSet rows = statement.executeQuery()) {
					return rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty();
				}
			}
		}).orElse(null);
	}

	@Nullable CommittedBatch since(SpaceId space, SpaceHead head, long version) {
		return this.transactions.call((connection) -> {
			Map<String, Long> lastMutationIds = lastMutationIds(connection, head, version);
			List<Patch> patches = (lastMutationIds != null) ? patches(connection, head.rowId(), version) : null;
			if (lastMutationIds == null || patches == null) {
				return Optional.<CommittedBatch>empty();
			}
			return Optional.of(new CommittedBatch(space, head, version + 1, patches, lastMutationIds,
					rejections(connection, head.rowId(), version)));
		}).orElse(null);
	}

	/** {@code null} if not every version is still in the log, or there are too many. */
	private @Nullable Map<String, Long> lastMutationIds(Connection connection, SpaceHead head, long version)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.commits)) {
			statement.setLong(1, head.rowId());
			statement.setLong(2, version);
			Map<String, Long> result = new HashMap<>();
			long reached = version;
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					if (rows.getLong(1) != reached + 1) {
						return null;
					}
					reached = rows.getLong(2);
					String[] clientIds = (String[]) array(rows, 3);
					Long[] mutationIds = (Long[]) array(rows, 4);
					for (int i = 0; i < clientIds.length; i++) {
						result.put(clientIds[i], mutationIds[i]);
					}
				}
			}
			return (reached == head.version()) ? result : null;
		}
	}

	private @Nullable List<Patch> patches(Connection connection, long space, long version) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.size)) {
			bindBranches(statement, space, version);
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				if (rows.getLong(1) > MAX_ROWS || rows.getLong(2) > MAX_BYTES) {
					return null;
				}
			}
		}
		try (PreparedStatement statement = connection.prepareStatement(this.entries)) {
			bindBranches(statement, space, version);
			List<Patch> result = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					result.add(EntryRows.patch(rows));
				}
			}
			return result;
		}
	}

	private List<RejectedMutation> rejections(Connection connection, long space, long version) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.rejections)) {
			statement.setLong(1, space);
			statement.setLong(2, version);
			List<RejectedMutation> result = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					result.add(new RejectedMutation(rows.getString(1), rows.getLong(2), rows.getString(3),
							rows.getString(4)));
				}
			}
			return result;
		}
	}

	private static void bindBranches(PreparedStatement statement, long space, long version) throws SQLException {
		for (int i = 1; i <= 6; i += 2) {
			statement.setLong(i, space);
			statement.setLong(i + 1, version);
		}
	}

	private static Object array(ResultSet rows, int column) throws SQLException {
		Array array = rows.getArray(column);
		return array.getArray();
	}

}
