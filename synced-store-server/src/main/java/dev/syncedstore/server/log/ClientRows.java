package dev.syncedstore.server.log;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.protocol.RejectedMutation;

/**
 * Reads and claims the rows of clients.
 */
final class ClientRows {

	private final LogTransactions transactions;

	private final String clients;

	private final String claim;

	private final String count;

	private final String seen;

	ClientRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		// Two queries in one round trip.
		this.clients = schema.in("""
				SELECT client_id, mutation_id, code, message FROM ${s}.rejection
				WHERE space_id = ? AND client_id = ANY (?) ORDER BY client_id, mutation_id;
				SELECT client_id, user_id, last_mutation_id, acknowledged_mutation_id, nonces,
				last_seen_at FROM ${s}.client
				WHERE space_id = ? AND client_id = ANY (?)""");
		this.claim = schema.in("""
				INSERT INTO ${s}.client (space_id, client_id, user_id, last_seen_at) SELECT ?, ?, ?, ?
				WHERE (SELECT count(*) FROM ${s}.client WHERE space_id = ? AND user_id = ?) < ?
				ON CONFLICT (space_id, client_id) DO NOTHING""");
		this.count = schema.in("SELECT count(*) FROM ${s}.client WHERE space_id = ? AND user_id = ?");
		this.seen = schema.in("""
				WITH seen AS (
				UPDATE ${s}.client SET last_seen_at = ?,
				acknowledged_mutation_id = greatest(acknowledged_mutation_id, least(?, last_mutation_id))
				WHERE space_id = ? AND client_id = ? RETURNING space_id, client_id, acknowledged_mutation_id AS id)
				DELETE FROM ${s}.rejection r USING seen
				WHERE r.space_id = seen.space_id AND r.client_id = seen.client_id AND r.mutation_id <= seen.id""");
	}

	Map<String, ClientRecord> clients(long space, Collection<String> clientIds) {
		if (clientIds.isEmpty()) {
			return Map.of();
		}
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.clients)) {
				Array ids = connection.createArrayOf("text", clientIds.toArray());
				statement.setLong(1, space);
				statement.setArray(2, ids);
				statement.setLong(3, space);
				statement.setArray(4, ids);
				statement.execute();
				Map<String, List<RejectedMutation>> rejections = rejections(statement.getResultSet());
				statement.getMoreResults();
				return clients(statement.getResultSet(), rejections);
			}
		});
	}

	private static Map<String, List<RejectedMutation>> rejections(ResultSet rows) throws SQLException {
		Map<String, List<RejectedMutation>> result = new HashMap<>();
		while (rows.next()) {
			result.computeIfAbsent(rows.getString(1), (id) -> new ArrayList<>())
				.add(new RejectedMutation(rows.getString(1), rows.getLong(2), rows.getString(3), rows.getString(4)));
		}
		return result;
	}

	private static Map<String, ClientRecord> clients(ResultSet rows, Map<String, List<RejectedMutation>> rejections)
			throws SQLException {
		Map<String, ClientRecord> result = new HashMap<>();
		while (rows.next()) {
			String clientId = rows.getString(1);
			long last = rows.getLong(3);
			result.put(clientId,
					new ClientRecord(clientId, rows.getString(2), last, rows.getLong(4),
							NonceWindow.of(last, rows.getBytes(5)), rejections.getOrDefault(clientId, List.of()),
							rows.getObject(6, OffsetDateTime.class).toInstant()));
		}
		return result;
	}

	/**
	 * How many clients a user has in a space.
	 */
	long count(long space, String userId) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.count)) {
				statement.setLong(1, space);
				statement.setString(2, userId);
				try (ResultSet rows = statement.executeQuery()) {
					rows.next();
					return rows.getLong(1);
				}
			}
		});
	}

	/**
	 * Make a client belong to a user, unless it belongs to somebody already or the user
	 * has too many.
	 */
	void claim(long space, Claim claim, int maxClients) {
		this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.claim)) {
				statement.setLong(1, space);
				statement.setString(2, claim.clientId());
				statement.setString(3, claim.userId());
				statement.setObject(4, claim.at().atOffset(ZoneOffset.UTC));
				statement.setLong(5, space);
				statement.setString(6, claim.userId());
				statement.setInt(7, maxClients);
				return statement.executeUpdate();
			}
		});
	}

	/**
	 * A client is here, and says what it knows the outcomes of.
	 */
	void seen(long space, String clientId, long acknowledgedId, Instant now) {
		this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.seen)) {
				statement.setObject(1, now.atOffset(ZoneOffset.UTC));
				statement.setLong(2, acknowledgedId);
				statement.setLong(3, space);
				statement.setString(4, clientId);
				return statement.executeUpdate();
			}
		});
	}

	/**
	 * Says whose a client is.
	 *
	 * @param clientId the client
	 * @param userId the user who has it
	 * @param at since when
	 */
	record Claim(String clientId, String userId, Instant at) {
	}

}
