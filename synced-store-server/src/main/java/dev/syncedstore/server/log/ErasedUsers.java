package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.member.Members;

/**
 * Removes what the log knows of a user besides entries, and finds where that is.
 */
final class ErasedUsers {

	/** So many spaces are looked at in one statement. */
	private static final int SPACES_AT_ONCE = 20_000;

	private final LogTransactions transactions;

	private final String clients;

	private final String enqueued;

	private final String deliveries;

	private final String calls;

	private final String log;

	private final String creator;

	private final String find;

	ErasedUsers(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.clients = schema.in("""
				WITH erased AS (
				UPDATE ${s}.client SET user_id = ?, last_mutation_id = 0, acknowledged_mutation_id = 0, nonces = ''
				WHERE space_id = ? AND user_id = ? RETURNING space_id, client_id)
				DELETE FROM ${s}.rejection r USING erased e
				WHERE r.space_id = e.space_id AND r.client_id = e.client_id""");
		this.enqueued = schema.in("DELETE FROM ${s}.enqueued_action WHERE space_id = ? AND user_id = ?");
		this.deliveries = schema.in("""
				DELETE FROM ${s}.delivery d USING ${s}.space s WHERE s.id = ? AND d.user_id = ?
				AND (d.store_type = s.store_type AND d.instance_id = s.instance_id
				OR d.source_store_type = s.store_type AND d.source_instance_id = s.instance_id)""");
		this.calls = schema.in("DELETE FROM ${s}.action_call WHERE user_id = ? AND (store_type, instance_id) = "
				+ "(SELECT store_type, instance_id FROM ${s}.space WHERE id = ?)");
		this.log = schema.in("UPDATE ${s}.commit_log SET mutations = replace(mutations, ?, ?) "
				+ "WHERE space_id = ? AND strpos(mutations, ?) > 0");
		this.creator = schema.in("UPDATE ${s}.space SET created_by = NULL WHERE id = ? AND created_by = ?");
		this.find = schema.in("""
				WITH page AS (
				SELECT id, store_type, instance_id, deleted_at FROM ${s}.space WHERE id > ? ORDER BY id LIMIT ?)
				SELECT s.id, s.store_type, s.instance_id, s.deleted_at IS NULL AND (
				EXISTS (SELECT FROM ${s}.client c WHERE c.space_id = s.id AND c.user_id = ?)
				OR EXISTS (SELECT FROM ${s}.entry e
				WHERE e.space_id = s.id AND e.visibility = 1 AND e.owner = ? AND e.value IS NOT NULL)
				OR EXISTS (SELECT FROM ${s}.entry e WHERE e.space_id = s.id AND e.visibility = 0 AND e.owner = ''
				AND e.key = ? AND e.value IS NOT NULL)) FROM page s ORDER BY s.id""");
	}

	/**
	 * Remove what is known of a user in a space that the transaction has locked.
	 */
	void erase(long space, String userId) {
		this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.clients)) {
				statement.setString(1, ClientRecord.ERASED_USER_ID);
				statement.setLong(2, space);
				statement.setString(3, userId);
				statement.executeUpdate();
			}
			update(connection, this.enqueued, space, userId);
			update(connection, this.deliveries, space, userId);
			try (PreparedStatement statement = connection.prepareStatement(this.calls)) {
				statement.setString(1, userId);
				statement.setLong(2, space);
				statement.executeUpdate();
			}
			try (PreparedStatement statement = connection.prepareStatement(this.log)) {
				statement.setString(1, MutationsColumn.user(userId));
				statement.setString(2, MutationsColumn.user(ClientRecord.ERASED_USER_ID));
				statement.setLong(3, space);
				statement.setString(4, MutationsColumn.user(userId));
				statement.executeUpdate();
			}
			return update(connection, this.creator, space, userId);
		});
	}

	private static int update(Connection connection, String sql, long space, String userId) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, space);
			statement.setString(2, userId);
			return statement.executeUpdate();
		}
	}

	/**
	 * Find the spaces that know a user, page by page, each in a transaction of its own.
	 */
	List<SpaceId> spacesOf(String userId) {
		List<SpaceId> result = new ArrayList<>();
		long[] after = new long[1];
		boolean more = true;
		while (more) {
			more = this.transactions.inNew("find the spaces of a user",
					() -> this.transactions.call((connection) -> find(connection, userId, after, result)));
		}
		return result;
	}

	private boolean find(Connection connection, String userId, long[] after, List<SpaceId> into) throws SQLException {
		int seen = 0;
		try (PreparedStatement statement = connection.prepareStatement(this.find)) {
			statement.setLong(1, after[0]);
			statement.setInt(2, SPACES_AT_ONCE);
			statement.setString(3, userId);
			statement.setString(4, userId);
			statement.setString(5, Members.USERS.name() + "/" + userId);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					seen++;
					after[0] = rows.getLong(1);
					if (rows.getBoolean(4)) {
						into.add(new SpaceId(rows.getString(2), rows.getString(3)));
					}
				}
			}
		}
		return seen == SPACES_AT_ONCE;
	}

}
