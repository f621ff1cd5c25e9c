package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Removes the traces of entries that were deleted long ago, one space after the other.
 * The space's horizon moves in the transaction that removes the first of them, so that no
 * reader misses a deletion without knowing.
 */
final class DeletionTraces {

	/** How many spaces are looked at in one step if there is nothing to do for them. */
	private static final int SPACES_PER_STEP = 500;

	private final String candidates;

	private final String lock;

	private final String target;

	private final String move;

	private final String remove;

	DeletionTraces(LogSchema schema) {
		this.candidates = schema.in("""
				SELECT id, s.horizon < s.version AND EXISTS (SELECT FROM ${s}.commit_log c
				WHERE c.space_id = s.id AND c.committed_at < ? AND c.max_version > s.horizon)
				OR EXISTS (SELECT FROM ${s}.entry e WHERE e.space_id = s.id AND e.value IS NULL
				AND e.version <= s.horizon)
				FROM ${s}.space s WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT %d"""
			.formatted(SPACES_PER_STEP));
		this.lock = schema.in("SELECT horizon FROM ${s}.space WHERE id = ? AND deleted_at IS NULL FOR UPDATE");
		this.target = schema.in("""
				SELECT max_version, checkpoint FROM ${s}.commit_log
				WHERE space_id = ? AND committed_at < ? AND max_version > ? ORDER BY max_version DESC LIMIT 1""");
		this.move = schema.in("UPDATE ${s}.space SET horizon = ?, horizon_checkpoint = ? WHERE id = ?");
		this.remove = schema.in("""
				DELETE FROM ${s}.entry WHERE value IS NULL AND ctid = ANY (ARRAY (
				SELECT ctid FROM ${s}.entry WHERE space_id = ? AND value IS NULL AND version <= ?
				ORDER BY version LIMIT ?))""");
	}

	/**
	 * Take one step.
	 * @param after the space that was done last
	 * @param cutoff what was deleted before can go
	 * @param rows how many rows to remove at most
	 * @return the space that is done now, or nothing if all are
	 */
	Optional<Long> remove(Connection connection, long after, Instant cutoff, int rows) throws SQLException {
		long last = after;
		int seen = 0;
		try (PreparedStatement statement = connection.prepareStatement(this.candidates)) {
			statement.setObject(1, cutoff.atOffset(ZoneOffset.UTC));
			statement.setLong(2, after);
			try (ResultSet spaces = statement.executeQuery()) {
				while (spaces.next()) {
					if (spaces.getBoolean(2)) {
						return Optional
							.of(removeOf(connection, spaces.getLong(1), cutoff, rows) ? spaces.getLong(1) : last);
					}
					last = spaces.getLong(1);
					seen++;
				}
			}
		}
		return (seen == SPACES_PER_STEP) ? Optional.of(last) : Optional.empty();
	}

	/** Whether nothing is left of it. */
	private boolean removeOf(Connection connection, long space, Instant cutoff, int rows) throws SQLException {
		long horizon;
		try (PreparedStatement statement = connection.prepareStatement(this.lock)) {
			statement.setLong(1, space);
			try (ResultSet locked = statement.executeQuery()) {
				if (!locked.next()) {
					return true;
				}
				horizon = locked.getLong(1);
			}
		}
		horizon = move(connection, space, cutoff, horizon);
		try (PreparedStatement statement = connection.prepareStatement(this.remove)) {
			statement.setLong(1, space);
			statement.setLong(2, horizon);
			statement.setInt(3, rows);
			return statement.executeUpdate() < rows;
		}
	}

	private long move(Connection connection, long space, Instant cutoff, long horizon) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.target)) {
			statement.setLong(1, space);
			statement.setObject(2, cutoff.atOffset(ZoneOffset.UTC));
			statement.setLong(3, horizon);
			try (ResultSet commits = statement.executeQuery()) {
				if (!commits.next()) {
					return horizon;
				}
				long target = commits.getLong(1);
				try (PreparedStatement update = connection.prepareStatement(this.move)) {
					update.setLong(1, target);
					update.setString(2, commits.getString(2));
					update.setLong(3, space);
					update.executeUpdate();
				}
				return target;
			}
		}
	}

}
