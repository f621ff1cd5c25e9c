package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.syncedstore.core.SpaceId;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * Looks into the tables of a {@link JpaVersionLog}. Thread-safe.
 */
public final class JpaLogInspection implements LogInspection {

	private static final Logger logger = LoggerFactory.getLogger(JpaLogInspection.class);

	/** Who only looks must not hold up who works. */
	private static final String LIMITS = "SET LOCAL lock_timeout = 2000; SET LOCAL statement_timeout = 10000";

	private static final int SPACES_AT_ONCE = 500;

	private static final String SUMMARY = "store_type, instance_id, version, epoch, created_at, deleted_at";

	private final LogTransactions transactions;

	private final String ofType;

	private final String ofAllTypes;

	private final String space;

	private final String contents;

	private final String clientCount;

	private final String clients;

	private final String backlog;

	private final String replaceEpoch;

	private final String replaceEpochs;

	private final String forgetAgain;

	/**
	 * Create an inspection.
	 * @param entityManagerFactory the application's entity manager factory
	 * @param transactionManager its transaction manager
	 * @param schema the schema of the log
	 */
	public JpaLogInspection(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
			String schema) {
		this.transactions = new LogTransactions(entityManagerFactory, transactionManager);
		LogSchema logSchema = new LogSchema(schema);
		this.ofType = logSchema.in("SELECT " + SUMMARY + " FROM ${s}.space WHERE store_type = ? AND instance_id > ? "
				+ "ORDER BY instance_id LIMIT ?");
		this.ofAllTypes = logSchema.in("SELECT " + SUMMARY + " FROM ${s}.space WHERE (store_type, instance_id) > "
				+ "(?, ?) ORDER BY store_type, instance_id LIMIT ?");
		this.space = logSchema.in("SELECT " + SUMMARY
				+ """
						, created_by, horizon, id, schema_version, schema_migration IS NOT NULL AS migrating,
						(SELECT max(c.committed_at) FROM ${s}.commit_log c WHERE c.space_id = s.id AND c.max_version = s.version)
						FROM ${s}.space s WHERE store_type = ? AND instance_id = ?""");
		this.contents = logSchema.in("""
				SELECT count(*) FILTER (WHERE visibility = 0 AND value IS NOT NULL),
				count(*) FILTER (WHERE visibility = 1 AND value IS NOT NULL),
				count(*) FILTER (WHERE visibility = 2 AND value IS NOT NULL), count(*) FILTER (WHERE value IS NULL),
				coalesce(sum(octet_length(owner) + octet_length(key) + coalesce(octet_length(value), 0)), 0)
				FROM ${s}.entry WHERE space_id = ?""");
		this.clientCount = logSchema.in("SELECT count(*) FROM ${s}.client WHERE space_id = ?");
		this.clients = logSchema.in("""
				SELECT client_id, user_id, last_mutation_id, acknowledged_mutation_id, last_seen_at
				FROM ${s}.client WHERE space_id = ? ORDER BY last_seen_at DESC, client_id LIMIT ?""");
		this.backlog = logSchema.in("""
				SELECT d.count, d.oldest, p.count, w.count, w.oldest, r.count, m.count, m.oldest, e.count,
				(SELECT day FROM ${s}.retention)
				FROM (SELECT count(*), min(due_at) AS oldest FROM ${s}.enqueued_action
				WHERE parked_at IS NULL AND due_at <= now()) d,
				(SELECT count(*) FROM ${s}.enqueued_action WHERE parked_at IS NOT NULL) p,
				(SELECT count(*), min(sent_at) AS oldest FROM ${s}.delivery WHERE parked_at IS NULL) w,
				(SELECT count(*) FROM ${s}.delivery WHERE parked_at IS NOT NULL) r,
				(SELECT count(*), min(created_at) AS oldest FROM ${s}.deferred_mutation) m,
				(SELECT count(*) FROM ${s}.space WHERE deleted_at IS NOT NULL AND emptied_at IS NULL) e""");
		this.replaceEpoch = logSchema.in("UPDATE ${s}.epoch SET epoch = ?");
		this.replaceEpochs = logSchema.in("""
				WITH step AS (SELECT id FROM ${s}.space WHERE id > ? ORDER BY id LIMIT %d FOR UPDATE)
				UPDATE ${s}.space s SET epoch = ? FROM step WHERE s.id = step.id RETURNING s.id"""
			.formatted(SPACES_AT_ONCE));
		this.forgetAgain = logSchema
			.in("UPDATE ${s}.retention SET day = '1970-01-01', task = 0, space_id = 0, client_id = ''");
	}

	@Override
	public List<Summary> spaces(@Nullable String storeType, @Nullable SpaceId after, int limit) {
		return call("list spaces", (connection) -> {
			try (PreparedStatement statement = connection
				.prepareStatement((storeType != null) ? this.ofType : this.ofAllTypes)) {
				statement.setString(1, (storeType != null) ? storeType : (after != null) ? after.storeType() : "");
				statement.setString(2, (after != null) ? after.instanceId() : "");
				statement.setInt(3, limit);
				List<Summary> result = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						result.add(summary(rows));
					}
				}
				return result;
			}
		});
	}

	@Override
	public @Nullable Details space(SpaceId space, int clients) {
		Optional<Row> found = call("look at space " + space, (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.space)) {
				statement.setString(1, space.storeType());
				statement.setString(2, space.instanceId());
				try (ResultSet rows = statement.executeQuery()) {
					return rows.next() ? Optional.of(row(connection, rows, clients)) : Optional.empty();
				}
			}
		});
		return found.map((row) -> row.with(contents(space, row.id))).orElse(null);
	}

	private Row row(Connection connection, ResultSet rows, int clients) throws SQLException {
		long id = rows.getLong("id");
		return new Row(id, summary(rows), rows.getString("created_by"), rows.getLong("horizon"), instant(rows, 12),
				schema(rows), number(connection, this.clientCount, id), clients(connection, id, clients));
	}

	private static Schema schema(ResultSet rows) throws SQLException {
		return new Schema(rows.getInt("schema_version"), rows.getBoolean("migrating"));
	}

	private List<Client> clients(Connection connection, long id, int limit) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.clients)) {
			statement.setLong(1, id);
			statement.setInt(2, limit);
			List<Client> result = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					result.add(new Client(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4),
							rows.getObject(5, OffsetDateTime.class).toInstant()));
				}
			}
			return result;
		}
	}

	/**
	 * In a transaction of its own, so that the rest is there where this takes too long.
	 */
	private @Nullable Contents contents(SpaceId space, long id) {
		try {
			return call("count what is in space " + space, (connection) -> {
				try (PreparedStatement statement = connection.prepareStatement(this.contents)) {
					statement.setLong(1, id);
					try (ResultSet rows = statement.executeQuery()) {
						rows.next();
						return new Contents(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4),
								rows.getLong(5));
					}
				}
			});
		}
		catch (LogUnavailableException ex) {
			logger.debug("What is in space {} could not be counted", space, ex);
			return null;
		}
	}

	@Override
	public Backlog backlog() {
		return call("look at what is to be done", (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.backlog);
					ResultSet rows = statement.executeQuery()) {
				rows.next();
				return new Backlog(rows.getLong(1), instant(rows, 2), rows.getLong(3), rows.getLong(4),
						instant(rows, 5), rows.getLong(6), rows.getLong(7), instant(rows, 8), rows.getLong(9),
						rows.getObject(10, LocalDate.class));
			}
		});
	}

	@Override
	public long replaceEpochs(String epoch) {
		call("replace the epoch", (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.replaceEpoch)) {
				statement.setString(1, epoch);
				return statement.executeUpdate();
			}
		});
		long replaced = 0;
		List<Long> step;
		long last = 0;
		do {
			long after = last;
			step = call("replace the epochs of spaces", (connection) -> replaceEpochs(connection, epoch, after));
			replaced += step.size();
			last = step.stream().mapToLong(Long::longValue).max().orElse(last);
		}
		while (step.size() == SPACES_AT_ONCE);
		return replaced;
	}

	private List<Long> replaceEpochs(Connection connection, String epoch, long after) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.replaceEpochs)) {
			statement.setLong(1, after);
			statement.setString(2, epoch);
			List<Long> ids = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					ids.add(rows.getLong(1));
				}
			}
			return ids;
		}
	}

	@Override
	public void forgetAgain() {
		call("begin to forget", (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.forgetAgain)) {
				return statement.executeUpdate();
			}
		});
	}

	private <R extends @Nullable Object> R call(String what, SqlFunction<R> work) {
		return this.transactions.inNew(what, () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(LIMITS)) {
				statement.execute();
			}
			return work.apply(connection);
		}));
	}

	private static long number(Connection connection, String sql, long id) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, id);
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				return rows.getLong(1);
			}
		}
	}

	private static Summary summary(ResultSet rows) throws SQLException {
		return new Summary(new SpaceId(rows.getString(1), rows.getString(2)), rows.getLong(3), rows.getString(4),
				rows.getObject(5, OffsetDateTime.class).toInstant(), instant(rows, 6));
	}

	private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
		OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private record Schema(int version, boolean migrating) {
	}

	/**
	 * A space, except for what is in it.
	 */
	private record Row(long id, Summary summary, @Nullable String createdBy, long horizon,
			@Nullable Instant lastCommitAt, Schema schema, long clientCount, List<Client> clients) {

		Details with(@Nullable Contents contents) {
			return new Details(this.summary, this.schema.version, this.schema.migrating, this.createdBy, this.horizon,
					this.lastCommitAt, contents, this.clientCount, this.clients);
		}

	}

}
