package dev.syncedstore.server.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.syncedstore.core.SpaceId;

/**
 * The rows of mutations that wait for having run.
 */
final class DeferredRows {

	private final LogTransactions transactions;

	private final String insert;

	private final String waiting;

	private final String find;

	private final String take;

	DeferredRows(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.insert = schema.in("""
				INSERT INTO ${s}.deferred_mutation (store_type, instance_id, user_id, mutator, args, schema_version)
				VALUES (?, ?, ?, ?, ?, ?) RETURNING id""");
		this.waiting = schema
			.in("""
					SELECT id, store_type, instance_id, user_id, mutator, args, schema_version
					FROM ${s}.deferred_mutation WHERE created_at <= now() - ? * interval '1 millisecond' ORDER BY id LIMIT ?""");
		this.find = schema.in("SELECT id FROM ${s}.deferred_mutation WHERE id = ANY (?)");
		this.take = schema.in("DELETE FROM ${s}.deferred_mutation WHERE id = ANY (?) RETURNING id");
	}

	long insert(DeferredMutation mutation) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.insert)) {
				statement.setString(1, mutation.space().storeType());
				statement.setString(2, mutation.space().instanceId());
				statement.setString(3, mutation.userId());
				statement.setString(4, mutation.mutator());
				statement.setString(5, mutation.args());
				statement.setInt(6, mutation.schemaVersion());
				try (ResultSet rows = statement.executeQuery()) {
					rows.next();
					return rows.getLong(1);
				}
			}
		});
	}

	List<DeferredMutation> waiting(Duration minAge, int limit) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.waiting)) {
				statement.setLong(1, minAge.toMillis());
				statement.setInt(2, limit);
				List<DeferredMutation> result = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(
								new DeferredMutation(rows.getLong(1), new SpaceId(rows.getString(2), rows.getString(3)),
										rows.getString(4), rows.getString(5), rows.getString(6), rows.getInt(7)));
					}
				}
				return result;
			}
		});
	}

	Set<Long> find(Collection<Long> ids) {
		return ids(this.find, ids);
	}

	Set<Long> take(Collection<Long> ids) {
		return ids(this.take, ids);
	}

	private Set<Long> ids(String sql, Collection<Long> ids) {
		return this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				statement.setArray(1, connection.createArrayOf("int8", ids.toArray()));
				Set<Long> result = new HashSet<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(rows.getLong(1));
					}
				}
				return result;
			}
		});
	}

}
