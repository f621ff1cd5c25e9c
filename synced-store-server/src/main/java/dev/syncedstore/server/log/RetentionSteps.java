package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the steps in which what is too old goes away. Each is one short transaction. It
 * holds the lock of the only row of a table that says how far this has come: so nodes
 * don't get in each other's way, whichever goes on after a crash goes on from there, and
 * all is gone through once a day, however many nodes there are.
 */
final class RetentionSteps {

	private static final Logger logger = LoggerFactory.getLogger(RetentionSteps.class);

	/** Writers are not worth being held up for longer. */
	private static final String LIMITS = "SET LOCAL lock_timeout = 250; SET LOCAL statement_timeout = 10000";

	private final LogTransactions transactions;

	private final EmptiedSpaces emptiedSpaces;

	private final DeletionTraces deletionTraces;

	private final ForgottenClients forgottenClients;

	private final CommitLogPartitions partitions;

	private final String nothingLeft;

	private final String begin;

	private final String save;

	RetentionSteps(LogTransactions transactions, LogSchema schema, CommitLogPartitions partitions) {
		this.transactions = transactions;
		this.emptiedSpaces = new EmptiedSpaces(schema);
		this.deletionTraces = new DeletionTraces(schema);
		this.forgottenClients = new ForgottenClients(schema);
		this.partitions = partitions;
		// Locking a row is a write, which nodes that have nothing to do can spare.
		this.nothingLeft = schema.in("""
				SELECT day >= ? AND task = ? AND NOT EXISTS (
				SELECT FROM ${s}.space WHERE deleted_at IS NOT NULL AND emptied_at IS NULL) FROM ${s}.retention""");
		this.begin = schema.in("SELECT day, task, space_id, client_id FROM ${s}.retention FOR UPDATE SKIP LOCKED");
		this.save = schema.in("UPDATE ${s}.retention SET day = ?, task = ?, space_id = ?, client_id = ?");
	}

	RetentionStep take(RetentionRules rules, Instant now) {
		try {
			return this.transactions.inNew("remove what is too old",
					() -> this.transactions.call((connection) -> take(connection, rules, now)));
		}
		catch (LogUnavailableException ex) {
			logger.debug("What is too old can't be removed at the moment", ex);
			return RetentionStep.NOTHING_LEFT;
		}
	}

	private RetentionStep take(Connection connection, RetentionRules rules, Instant now) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(LIMITS)) {
			statement.execute();
		}
		if (isNothingLeft(connection, RetentionRules.day(now))) {
			return RetentionStep.NOTHING_LEFT;
		}
		Optional<Progress> found = progress(connection);
		if (found.isEmpty()) {
			return RetentionStep.BUSY_ELSEWHERE;
		}
		if (this.emptiedSpaces.remove(connection, rules.rowsPerStep(), now)) {
			return RetentionStep.MORE;
		}
		Progress progress = found.get();
		LocalDate today = RetentionRules.day(now);
		if (progress.day.isBefore(today)) {
			progress = new Progress(today, Task.DELETIONS, 0, "");
		}
		Progress next = work(connection, progress, rules, now);
		if (next == null) {
			return RetentionStep.NOTHING_LEFT;
		}
		save(connection, next);
		return RetentionStep.MORE;
	}

	private @Nullable Progress work(Connection connection, Progress progress, RetentionRules rules, Instant now)
			throws SQLException {
		int rows = rules.rowsPerStep();
		switch (progress.task) {
			case DELETIONS -> {
				Instant cutoff = RetentionRules.cutoff(now, rules.deletions());
				return this.deletionTraces.remove(connection, progress.space, cutoff, rows)
					.map(progress::at)
					.orElseGet(progress::next);
			}
			case CLIENTS -> {
				Instant cutoff = RetentionRules.cutoff(now, rules.clients());
				return this.forgottenClients.forget(connection, progress.position(), cutoff, rows)
					.map((last) -> progress.at(last.space(), last.client()))
					.orElseGet(progress::next);
			}
			case LOG -> {
				Instant cutoff = RetentionRules.cutoff(now, rules.log());
				return this.partitions.remove(connection, cutoff, rows) ? progress : progress.next();
			}
			default -> {
				return null;
			}
		}
	}

	private boolean isNothingLeft(Connection connection, LocalDate today) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.nothingLeft)) {
			statement.setObject(1, today);
			statement.setInt(2, Task.NONE.ordinal());
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() && rows.getBoolean(1);
			}
		}
	}

	private Optional<Progress> progress(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.begin);
				ResultSet rows = statement.executeQuery()) {
			return rows.next() ? Optional.of(new Progress(rows.getObject(1, LocalDate.class),
					Task.values()[rows.getInt(2)], rows.getLong(3), rows.getString(4))) : Optional.empty();
		}
	}

	private void save(Connection connection, Progress progress) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.save)) {
			statement.setObject(1, progress.day);
			statement.setInt(2, progress.task.ordinal());
			statement.setLong(3, progress.space);
			statement.setString(4, progress.client);
			statement.executeUpdate();
		}
	}

	/**
	 * What is done each day, in this order: the log is needed to know how old a version
	 * is, so it goes last.
	 */
	private enum Task {

		DELETIONS, CLIENTS, LOG, NONE

	}

	/**
	 * How far a day's work has come.
	 *
	 * @param day the day
	 * @param task what is being done
	 * @param space the last space that was done
	 * @param client the last client of it that was done
	 */
	private record Progress(LocalDate day, Task task, long space, String client) {

		ForgottenClients.Position position() {
			return new ForgottenClients.Position(this.space, this.client);
		}

		Progress at(long space) {
			return at(space, "");
		}

		Progress at(long space, String client) {
			return new Progress(this.day, this.task, space, client);
		}

		Progress next() {
			return new Progress(this.day, Task.values()[this.task.ordinal() + 1], 0, "");
		}

	}

}
