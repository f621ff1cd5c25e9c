package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.mutation.EnqueuedAction;
import dev.syncedstore.server.action.ParkedAction;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The outbox as a table beside the version log. Time is that of the database, so that
 * nodes whose clocks differ agree on what is due. Thread-safe.
 */
public final class JpaActionOutbox implements ActionOutbox {

	private final LogTransactions transactions;

	private final String take;

	private final String renew;

	private final String done;

	private final String retry;

	private final String giveBack;

	private final String park;

	private final String parked;

	private final String unpark;

	private final String discard;

	private final String forget;

	private final String sizes;

	private final String parkedByType;

	/**
	 * Create an outbox. Its table exists already: see {@link LogMigration}.
	 * @param entityManagerFactory the application's entity manager factory
	 * @param transactionManager its transaction manager
	 * @param schema the schema of the log
	 */
	public JpaActionOutbox(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
			String schema) {
		this.transactions = new LogTransactions(entityManagerFactory, transactionManager);
		LogSchema logSchema = new LogSchema(schema);
		this.take = logSchema.in("""
				UPDATE ${s}.enqueued_action a SET due_at = now() + ? * interval '1 millisecond', attempts = attempts + 1
				FROM (SELECT id, due_at FROM ${s}.enqueued_action WHERE parked_at IS NULL AND due_at <= now()
				ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED) d, ${s}.space s
				WHERE a.id = d.id AND s.id = a.space_id AND s.deleted_at IS NULL
				RETURNING a.id, s.store_type, s.instance_id, a.user_id, a.action, a.args, a.attempts, d.due_at,
				a.schema_version, s.schema_version, s.schema_migration""");
		String own = " WHERE id = ? AND attempts = ? AND parked_at IS NULL";
		this.renew = logSchema
			.in("UPDATE ${s}.enqueued_action SET due_at = now() + ? * interval '1 millisecond'" + own);
		this.done = logSchema.in("DELETE FROM ${s}.enqueued_action" + own);
		this.retry = logSchema
			.in("UPDATE ${s}.enqueued_action SET due_at = now() + ? * interval '1 millisecond', failure = ?" + own);
		this.giveBack = logSchema
			.in("""
					UPDATE ${s}.enqueued_action SET due_at = now() + ? * interval '1 millisecond', attempts = attempts - 1"""
					+ own);
		this.park = logSchema.in("UPDATE ${s}.enqueued_action SET parked_at = now(), failure = ?" + own);
		this.parked = logSchema.in("""
				SELECT a.id, s.store_type, s.instance_id, a.user_id, a.action, a.attempts, a.failure, a.parked_at
				FROM ${s}.enqueued_action a JOIN ${s}.space s ON s.id = a.space_id
				WHERE a.parked_at IS NOT NULL AND a.id > ? ORDER BY a.id LIMIT ?""");
		this.unpark = logSchema.in("""
				UPDATE ${s}.enqueued_action SET parked_at = NULL, due_at = now(), attempts = 0
				WHERE id = ? AND parked_at IS NOT NULL""");
		this.discard = logSchema.in("DELETE FROM ${s}.enqueued_action WHERE id = ? AND parked_at IS NOT NULL");
		this.forget = logSchema.in("""
				DELETE FROM ${s}.enqueued_action WHERE id = ANY (ARRAY (SELECT id FROM ${s}.enqueued_action
				WHERE parked_at < ? LIMIT ? FOR UPDATE SKIP LOCKED))""");
		this.parkedByType = logSchema.in("""
				SELECT s.store_type, count(*) FROM ${s}.enqueued_action a JOIN ${s}.space s ON s.id = a.space_id
				WHERE a.parked_at IS NOT NULL GROUP BY s.store_type""");
		this.sizes = logSchema.in("""
				SELECT (SELECT count(*) FROM (SELECT FROM ${s}.enqueued_action
				WHERE parked_at IS NULL AND due_at <= now() LIMIT 10000) d),
				(SELECT count(*) FROM (SELECT FROM ${s}.enqueued_action WHERE parked_at IS NOT NULL LIMIT 10000) p)""");
	}

	@Override
	public List<TakenAction> take(int limit, Duration lease) {
		return this.transactions.inNew("take enqueued actions", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.take)) {
				statement.setLong(1, lease.toMillis());
				statement.setInt(2, limit);
				List<Due> found = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						found.add(new Due(taken(rows), rows.getObject(8, OffsetDateTime.class)));
					}
				}
				return found.stream().sorted(Comparator.comparing(Due::at)).map(Due::action).toList();
			}
		}));
	}

	private static TakenAction taken(ResultSet rows) throws SQLException {
		return new TakenAction(rows.getLong(1), new SpaceId(rows.getString(2), rows.getString(3)),
				new OutboxEntry(rows.getString(4), new EnqueuedAction(rows.getString(5), rows.getString(6), null),
						rows.getInt(9)),
				rows.getInt(7), new SpaceSchema(rows.getInt(10), SpaceSchema.Migration.decode(rows.getString(11))));
	}

	@Override
	public void renew(Collection<TakenAction> taken, Duration lease) {
		this.transactions.inNew("keep enqueued actions", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.renew)) {
				for (TakenAction action : taken) {
					statement.setLong(1, lease.toMillis());
					bind(statement, 2, action);
					statement.addBatch();
				}
				return statement.executeBatch();
			}
		}));
	}

	@Override
	public void done(TakenAction taken) {
		update("remove an enqueued action", this.done, (statement) -> bind(statement, 1, taken));
	}

	@Override
	public void retry(TakenAction taken, Duration delay, String failure) {
		update("put off an enqueued action", this.retry, (statement) -> {
			statement.setLong(1, delay.toMillis());
			statement.setString(2, failure);
			bind(statement, 3, taken);
		});
	}

	@Override
	public void giveBack(TakenAction taken, Duration delay) {
		update("give back an enqueued action", this.giveBack, (statement) -> {
			statement.setLong(1, delay.toMillis());
			bind(statement, 2, taken);
		});
	}

	@Override
	public void park(TakenAction taken, String failure) {
		update("park an enqueued action", this.park, (statement) -> {
			statement.setString(1, failure);
			bind(statement, 2, taken);
		});
	}

	@Override
	public List<ParkedAction> list(long afterId, int limit) {
		return this.transactions.inNew("read parked actions", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.parked)) {
				statement.setLong(1, afterId);
				statement.setInt(2, limit);
				List<ParkedAction> result = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(new ParkedAction(rows.getLong(1), new SpaceId(rows.getString(2), rows.getString(3)),
								rows.getString(4), rows.getString(5), rows.getInt(6), rows.getString(7),
								rows.getObject(8, OffsetDateTime.class).toInstant()));
					}
				}
				return result;
			}
		}));
	}

	@Override
	public boolean retry(long id) {
		return update("unpark an action", this.unpark, (statement) -> statement.setLong(1, id)) > 0;
	}

	@Override
	public boolean discard(long id) {
		return update("discard an action", this.discard, (statement) -> statement.setLong(1, id)) > 0;
	}

	@Override
	public int forgetParked(Instant before, int limit) {
		return update("forget parked actions", this.forget, (statement) -> {
			statement.setObject(1, before.atOffset(ZoneOffset.UTC));
			statement.setInt(2, limit);
		});
	}

	@Override
	public Sizes sizes() {
		return this.transactions.inNew("count enqueued actions", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.sizes);
					ResultSet rows = statement.executeQuery()) {
				rows.next();
				return new Sizes(rows.getLong(1), rows.getLong(2));
			}
		}));
	}

	@Override
	public Map<String, Long> parkedByType() {
		return this.transactions.inNew("count parked actions", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.parkedByType);
					ResultSet rows = statement.executeQuery()) {
				Map<String, Long> result = new HashMap<>();
				while (rows.next()) {
					result.put(rows.getString(1), rows.getLong(2));
				}
				return result;
			}
		}));
	}

	private int update(String what, String sql, Binder binder) {
		return this.transactions.inNew(what, () -> this.transactions.call((Connection connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				binder.bind(statement);
				return statement.executeUpdate();
			}
		}));
	}

	/** Whoever has taken it since has another attempt. */
	private static void bind(PreparedStatement statement, int first, TakenAction taken) throws SQLException {
		statement.setLong(first, taken.id());
		statement.setInt(first + 1, taken.attempt());
	}

	/**
	 * Sets parameters.
	 */
	@FunctionalInterface
	private interface Binder {

		void bind(PreparedStatement statement) throws SQLException;

	}

	private record Due(TakenAction action, OffsetDateTime at) {
	}

}
