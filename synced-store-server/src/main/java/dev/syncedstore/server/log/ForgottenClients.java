package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Forgets clients that have not been seen for long and have acknowledged their last
 * mutation. All that remains of each is whose it is.
 */
final class ForgottenClients {

	/**
	 * A push that has read a client before it is forgotten here either writes it again,
	 * with all that it knows, or has nothing to write.
	 */
	private static final String FORGET = """
			WITH page AS (
			SELECT space_id, client_id FROM ${s}.client WHERE (space_id, client_id) > (?, ?)
			ORDER BY space_id, client_id LIMIT ?),
			forgotten AS (
			UPDATE ${s}.client c SET last_mutation_id = 0, acknowledged_mutation_id = 0, nonces = '' FROM page p
			WHERE c.space_id = p.space_id AND c.client_id = p.client_id AND c.last_seen_at < ?
			AND c.last_mutation_id > 0 AND c.acknowledged_mutation_id >= c.last_mutation_id
			RETURNING c.space_id, c.client_id),
			rejections AS (
			DELETE FROM ${s}.rejection r USING forgotten f
			WHERE r.space_id = f.space_id AND r.client_id = f.client_id)
			SELECT space_id, client_id FROM page ORDER BY space_id DESC, client_id DESC LIMIT 1""";

	private final String forget;

	ForgottenClients(LogSchema schema) {
		this.forget = schema.in(FORGET);
	}

	/**
	 * Take one step.
	 * @param after the last client that was looked at
	 * @param cutoff who was not seen since can be forgotten
	 * @param rows how many clients to look at
	 * @return the last one that was looked at now, or nothing if there was none
	 */
	Optional<Position> forget(Connection connection, Position after, Instant cutoff, int rows) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.forget)) {
			statement.setLong(1, after.space);
			statement.setString(2, after.client);
			statement.setInt(3, rows);
			statement.setObject(4, cutoff.atOffset(ZoneOffset.UTC));
			try (ResultSet result = statement.executeQuery()) {
				return result.next() ? Optional.of(new Position(result.getLong(1), result.getString(2)))
						: Optional.empty();
			}
		}
	}

	/**
	 * A place among all clients.
	 *
	 * @param space the row of the space
	 * @param client the client
	 */
	record Position(long space, String client) {
	}

}
