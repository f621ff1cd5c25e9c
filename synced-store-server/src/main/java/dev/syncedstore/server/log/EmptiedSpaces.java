package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Removes what is left of deleted spaces. Nobody writes there any more, so nothing is
 * locked for it.
 */
final class EmptiedSpaces {

	private static final List<String> TABLES = List.of("entry", "rejection", "client", "commit_log", "enqueued_action");

	private final LogSchema schema;

	private final String find;

	private final String finish;

	EmptiedSpaces(LogSchema schema) {
		this.schema = schema;
		this.find = schema.in("SELECT id FROM ${s}.space WHERE deleted_at IS NOT NULL AND emptied_at IS NULL LIMIT 1");
		this.finish = schema.in("UPDATE ${s}.space SET emptied_at = ? WHERE id = ?");
	}

	/**
	 * Take one step.
	 * @param rows how many rows to remove at most
	 * @param now the present time
	 * @return whether there was something to do
	 */
	boolean remove(Connection connection, int rows, Instant now) throws SQLException {
		long space;
		try (PreparedStatement statement = connection.prepareStatement(this.find);
				ResultSet found = statement.executeQuery()) {
			if (!found.next()) {
				return false;
			}
			space = found.getLong(1);
		}
		for (String table : TABLES) {
			if (removeFrom(connection, table, space, rows) > 0) {
				return true;
			}
		}
		try (PreparedStatement statement = connection.prepareStatement(this.finish)) {
			statement.setObject(1, now.atOffset(ZoneOffset.UTC));
			statement.setLong(2, space);
			statement.executeUpdate();
		}
		return true;
	}

	private int removeFrom(Connection connection, String table, long space, int rows) throws SQLException {
		// In a partitioned table a place is there several times, hence the first
		// condition.
		String sql = this.schema
			.in("DELETE FROM ${s}.%1$s WHERE space_id = ? AND ctid = ANY (ARRAY "
					+ "(SELECT ctid FROM ${s}.%1$s WHERE space_id = ? LIMIT ?))")
			.formatted(table);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, space);
			statement.setLong(2, space);
			statement.setInt(3, rows);
			return statement.executeUpdate();
		}
	}

}
