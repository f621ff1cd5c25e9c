package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.SpaceId;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The calls of actions in a table beside the version log. Time is that of the database.
 * Thread-safe.
 */
public final class JpaActionCalls implements ActionCalls {

	private final LogTransactions transactions;

	private final String begin;

	private final String interrupt;

	private final String find;

	private final String renew;

	private final String end;

	private final String cancel;

	private final String forget;

	/**
	 * Create it. Its table exists already: see {@link LogMigration}.
	 * @param entityManagerFactory the application's entity manager factory
	 * @param transactionManager its transaction manager
	 * @param schema the schema of the log
	 */
	public JpaActionCalls(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
			String schema) {
		this.transactions = new LogTransactions(entityManagerFactory, transactionManager);
		LogSchema logSchema = new LogSchema(schema);
		// One whose answer need not be kept any longer, but was not removed yet, is none.
		this.begin = logSchema.in("""
				INSERT INTO ${s}.action_call AS c (user_id, action_id, store_type, instance_id, action, leased_until)
				VALUES (?, ?, ?, ?, ?, now() + ? * interval '1 millisecond')
				ON CONFLICT (user_id, action_id) DO UPDATE SET store_type = excluded.store_type,
				instance_id = excluded.instance_id, action = excluded.action, leased_until = excluded.leased_until,
				ended_at = NULL, expires_at = NULL, result = NULL, version = NULL, code = NULL, message = NULL
				WHERE c.expires_at <= now()""");
		this.interrupt = logSchema.in("""
				UPDATE ${s}.action_call SET ended_at = now(), expires_at = now() + ? * interval '1 millisecond',
				version = 0, code = ?, message = ?
				WHERE user_id = ? AND action_id = ? AND ended_at IS NULL AND leased_until < now()""");
		this.find = logSchema.in("""
				SELECT store_type, instance_id, action, ended_at IS NOT NULL, result, version, code, message
				FROM ${s}.action_call WHERE user_id = ? AND action_id = ?""");
		this.renew = logSchema.in("""
				UPDATE ${s}.action_call SET leased_until = now() + ? * interval '1 millisecond'
				WHERE user_id = ? AND action_id = ? AND ended_at IS NULL""");
		this.end = logSchema.in("""
				UPDATE ${s}.action_call SET ended_at = now(), expires_at = now() + ? * interval '1 millisecond',
				result = ?, version = ?, code = ?, message = ?
				WHERE user_id = ? AND action_id = ? AND ended_at IS NULL""");
		this.cancel = logSchema
			.in("DELETE FROM ${s}.action_call WHERE user_id = ? AND action_id = ? AND ended_at IS NULL");
		// Also those that ended with their nodes, and that nobody has asked for.
		this.forget = logSchema.in("""
				DELETE FROM ${s}.action_call WHERE ctid = ANY (ARRAY (
				SELECT ctid FROM ${s}.action_call WHERE expires_at <= now() LIMIT ? FOR UPDATE SKIP LOCKED))
				OR ctid = ANY (ARRAY (SELECT ctid FROM ${s}.action_call
				WHERE ended_at IS NULL AND leased_until < now() - interval '1 day' LIMIT ? FOR UPDATE SKIP LOCKED))""");
	}

	@Override
	public State begin(Call call, Duration lease, Duration keep) {
		return this.transactions.inNew("begin the call of an action",
				() -> this.transactions.call((connection) -> begin(connection, call, lease, keep)));
	}

	private State begin(Connection connection, Call call, Duration lease, Duration keep) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.begin)) {
			bindKey(statement, 1, call);
			statement.setString(3, call.space().storeType());
			statement.setString(4, call.space().instanceId());
			statement.setString(5, call.action());
			statement.setLong(6, lease.toMillis());
			if (statement.executeUpdate() > 0) {
				return new State.Begun();
			}
		}
		try (PreparedStatement statement = connection.prepareStatement(this.interrupt)) {
			statement.setLong(1, keep.toMillis());
			statement.setString(2, ActionFailedException.INTERRUPTED);
			statement.setString(3, "The server stopped while the action ran; what it had done by then stays");
			bindKey(statement, 4, call);
			statement.executeUpdate();
		}
		// A call that was removed in between can't be told from one that runs.
		return find(connection, call).orElseGet(State.Running::new);
	}

	private Optional<State> find(Connection connection, Call call) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.find)) {
			bindKey(statement, 1, call);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() ? Optional.of(state(call, rows)) : Optional.empty();
			}
		}
	}

	private static State state(Call call, ResultSet rows) throws SQLException {
		Call known = new Call(call.userId(), call.actionId(), new SpaceId(rows.getString(1), rows.getString(2)),
				rows.getString(3));
		if (!known.isSameAs(call)) {
			return new State.Taken();
		}
		if (!rows.getBoolean(4)) {
			return new State.Running();
		}
		return new State.Ended(new End(rows.getString(5), rows.getLong(6), rows.getString(7), rows.getString(8)));
	}

	@Override
	public void renew(Collection<Call> calls, Duration lease) {
		this.transactions.inNew("keep the calls of actions", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.renew)) {
				for (Call call : calls) {
					statement.setLong(1, lease.toMillis());
					bindKey(statement, 2, call);
					statement.addBatch();
				}
				return statement.executeBatch();
			}
		}));
	}

	@Override
	public End end(Call call, End end, Duration keep) {
		return this.transactions.inNew("end the call of an action", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.end)) {
				statement.setLong(1, keep.toMillis());
				statement.setString(2, end.result());
				statement.setLong(3, end.version());
				statement.setString(4, end.code());
				statement.setString(5, end.message());
				bindKey(statement, 6, call);
				if (statement.executeUpdate() > 0) {
					return end;
				}
			}
			return (find(connection, call).orElse(null) instanceof State.Ended ended) ? ended.end() : end;
		}));
	}

	@Override
	public void cancel(Call call) {
		this.transactions.inNew("cancel the call of an action", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.cancel)) {
				bindKey(statement, 1, call);
				return statement.executeUpdate();
			}
		}));
	}

	@Override
	public int forget(int limit) {
		return this.transactions.inNew("forget the calls of actions", () -> this.transactions.call((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(this.forget)) {
				statement.setInt(1, limit);
				statement.setInt(2, limit);
				return statement.executeUpdate();
			}
		}));
	}

	private static void bindKey(PreparedStatement statement, int first, Call call) throws SQLException {
		statement.setString(first, call.userId());
		statement.setString(first + 1, call.actionId());
	}

}
