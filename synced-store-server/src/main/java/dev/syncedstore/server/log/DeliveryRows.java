package dev.syncedstore.server.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.MutationSource;
import dev.syncedstore.core.SpaceId;

/**
 * The rows of deliveries, as the transaction sees and changes them that has locked the
 * space that they are for. So nobody else takes them at the same time.
 */
final class DeliveryRows {

	static final String SOURCE = "source_store_type, source_instance_id, user_id, source_mutator, source_version";

	private final LogTransactions transactions;

	private final String inbox;

	private final String remove;

	private final String park;

	DeliveryRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.inbox = schema
			.in("SELECT " + SOURCE + ", id, mutator, args, schema_version, hops, sent_at < now() - interval '"
					+ Delivery.OLD_MINUTES + " minutes' FROM ${s}.delivery "
					+ "WHERE store_type = ? AND instance_id = ? AND parked_at IS NULL ORDER BY id LIMIT ?");
		this.remove = schema.in("DELETE FROM ${s}.delivery WHERE id = ANY (?)");
		this.park = schema.in("""
				UPDATE ${s}.delivery d SET parked_at = now(), failure = u.failure
				FROM unnest(?::bigint[], ?::text[]) AS u (id, failure) WHERE d.id = u.id""");
	}

	List<Delivery> inbox(SpaceId target, int limit) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.inbox)) {
				statement.setString(1, target.storeType());
				statement.setString(2, target.instanceId());
				statement.setInt(3, limit);
				List<Delivery> result = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(new Delivery(rows.getLong(6), source(rows), rows.getString(7), rows.getString(8),
								rows.getInt(9), rows.getInt(10), rows.getBoolean(11)));
					}
				}
				return result;
			}
		});
	}

	/** The source of a row that begins with its columns. */
	static MutationSource source(ResultSet rows) throws SQLException {
		return new MutationSource(new SpaceId(rows.getString(1), rows.getString(2)), rows.getString(3),
				rows.getString(4), rows.getLong(5));
	}

	void remove(Collection<Long> ids) {
		this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.remove)) {
				statement.setArray(1, connection.createArrayOf("int8", ids.toArray()));
				return statement.executeUpdate();
			}
		});
	}

	void park(Map<Long, String> failures) {
		this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.park)) {
				statement.setArray(1, connection.createArrayOf("int8", failures.keySet().toArray()));
				statement.setArray(2, connection.createArrayOf("text", failures.values().toArray()));
				return statement.executeUpdate();
			}
		});
	}

}
