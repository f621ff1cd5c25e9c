package dev.syncedstore.server.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.delivery.ParkedDelivery;

/**
 * The deliveries beside the version log, each call a short transaction. Time is that of
 * the database. Thread-safe.
 */
final class JpaDeliveries implements Deliveries {

	private final LogTransactions transactions;

	private final String targets;

	private final String wishes;

	private final String parked;

	private final String unpark;

	private final String discard;

	private final String forget;

	private final String sizes;

	JpaDeliveries(LogTransactions transactions, LogSchema schema) {
		this.transactions = transactions;
		this.targets = schema.in("""
				SELECT DISTINCT store_type, instance_id FROM (SELECT store_type, instance_id FROM ${s}.delivery
				WHERE parked_at IS NULL AND sent_at <= now() - ? * interval '1 millisecond'
				ORDER BY sent_at LIMIT ?) AS waiting""");
		this.wishes = schema.in("""
				SELECT DISTINCT user_id, mutator, schema_version
				FROM (SELECT user_id, mutator, schema_version FROM ${s}.delivery
				WHERE store_type = ? AND instance_id = ? AND parked_at IS NULL ORDER BY id LIMIT ?) AS waiting""");
		this.parked = schema.in("SELECT " + DeliveryRows.SOURCE + ", id, store_type, instance_id, mutator, failure, "
				+ "parked_at FROM ${s}.delivery WHERE parked_at IS NOT NULL AND id > ? ORDER BY id LIMIT ?");
		// Waits from now on.
		this.unpark = schema.in("UPDATE ${s}.delivery SET parked_at = NULL, failure = NULL, sent_at = now() "
				+ "WHERE id = ? AND parked_at IS NOT NULL");
		this.discard = schema.in("DELETE FROM ${s}.delivery WHERE id = ? AND parked_at IS NOT NULL");
		this.forget = schema.in("""
				DELETE FROM ${s}.delivery WHERE id = ANY (ARRAY (SELECT id FROM ${s}.delivery
				WHERE parked_at < ? LIMIT ? FOR UPDATE SKIP LOCKED))""");
		this.sizes = schema.in("""
				SELECT (SELECT count(*) FROM (SELECT FROM ${s}.delivery WHERE parked_at IS NULL LIMIT 10000) w),
				(SELECT count(*) FROM (SELECT FROM ${s}.delivery WHERE parked_at IS NOT NULL LIMIT 10000) p)""");
	}

	@Override
	public List<SpaceId> targets(Duration minAge, int limit) {
		return list("find the spaces of deliveries", this.targets, (statement) -> {
			statement.setLong(1, minAge.toMillis());
			statement.setInt(2, limit);
		}, (rows) -> new SpaceId(rows.getString(1), rows.getString(2)));
	}

	@Override
	public List<Wish> wishes(SpaceId target, int limit) {
		return list("look at deliveries", this.wishes, (statement) -> {
			statement.setString(1, target.storeType());
			statement.setString(2, target.instanceId());
			statement.setInt(3, limit);
		}, (rows) -> new Wish(rows.getString(1), rows.getString(2), rows.getInt(3)));
	}

	@Override
	public List<ParkedDelivery> list(long afterId, int limit) {
		return list("read parked deliveries", this.parked, (statement) -> {
			statement.setLong(1, afterId);
			statement.setInt(2, limit);
		}, (rows) -> new ParkedDelivery(rows.getLong(6), new SpaceId(rows.getString(7), rows.getString(8)),
				rows.getString(9), DeliveryRows.source(rows), rows.getString(10),
				rows.getObject(11, OffsetDateTime.class).toInstant()));
	}

	@Override
	public boolean retry(long id) {
		return update("unpark a delivery", this.unpark, (statement) -> statement.setLong(1, id)) > 0;
	}

	@Override
	public boolean discard(long id) {
		return update("discard a delivery", this.discard, (statement) -> statement.setLong(1, id)) > 0;
	}

	@Override
	public int forgetParked(Instant before, int limit) {
		return update("forget parked deliveries", this.forget, (statement) -> {
			statement.setObject(1, before.atOffset(ZoneOffset.UTC));
			statement.setInt(2, limit);
		});
	}

	@Override
	public Sizes sizes() {
		return list("count deliveries", this.sizes, (statement) -> {
		}, (rows) -> new Sizes(rows.getLong(1), rows.getLong(2))).get(0);
	}

	private <T> List<T> list(String what, String sql, Binder binder, SqlFunctionOfRow<T> row) {
		return this.transactions.inNew(what, () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				binder.bind(statement);
				List<T> result = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(row.read(rows));
					}
				}
				return result;
			}
		}));
	}

	private int update(String what, String sql, Binder binder) {
		return this.transactions.inNew(what, () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				binder.bind(statement);
				return statement.executeUpdate();
			}
		}));
	}

	/**
	 * Sets parameters.
	 */
	@FunctionalInterface
	private interface Binder {

		void bind(PreparedStatement statement) throws SQLException;

	}

	/**
	 * Reads a row.
	 */
	@FunctionalInterface
	private interface SqlFunctionOfRow<T> {

		T read(ResultSet rows) throws SQLException;

	}

}
