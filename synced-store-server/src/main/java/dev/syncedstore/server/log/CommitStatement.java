package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.CommitSql.Count;
import dev.syncedstore.server.log.CommitSql.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Writes commits in one statement: the versions of spaces, their entries, clients,
 * rejections and the log, each as a set. One statement is one round trip, however much it
 * writes and in however many spaces. It can find the spaces locked, or lock and compare
 * them itself.
 */
final class CommitStatement {

	private final CommitSql sql;

	CommitStatement(LogSchema schema) {
		this.sql = new CommitSql(schema);
	}

	/**
	 * Write the commit of a space that the current transaction has locked.
	 * @return whether the space is there
	 */
	boolean execute(Connection connection, SpaceHead head, SpaceCommit commit) throws SQLException {
		return execute(connection, List.of(new Given(head, Map.of(), commit)), false).contains(head.rowId());
	}

	/**
	 * Write commits, each if its space is what it was presumed to be. Nothing else is in
	 * the transaction.
	 * @return the rows of the spaces whose commits were written
	 */
	Set<Long> execute(Connection connection, List<PresumedCommit> commits) throws SQLException {
		return execute(connection,
				commits.stream()
					.map((commit) -> new Given(commit.presumption().head(), commit.presumption().acknowledged(),
							commit.commit()))
					.toList(),
				true);
	}

	private Set<Long> execute(Connection connection, List<Given> given, boolean alone) throws SQLException {
		boolean moves = given.get(0).moves();
		List<Of<Map.Entry<String, Long>>> acknowledged = new ArrayList<>();
		given.forEach((one) -> one.acknowledged.entrySet()
			.forEach((client) -> acknowledged.add(new Of<>(one.head.rowId(), client))));
		List<Of<VersionedPatch>> patches = rows(given, SpaceCommit::patches);
		List<Of<Seen>> clients = rows(given,
				(commit) -> commit.clients().stream().map((client) -> new Seen(client, commit)).toList());
		List<Of<Map.Entry<String, Long>>> settled = rows(given, (commit) -> commit.settled().entrySet());
		List<Of<ProcessedMutation>> rejected = rows(given,
				(commit) -> commit.mutations().stream().filter(ProcessedMutation::isKept).toList());
		List<Of<OutboxEntry>> enqueued = rows(given, SpaceCommit::enqueued);
		List<Of<SentMutation>> sent = rows(given, SpaceCommit::sent);
		List<Of<String>> blind = moves ? rows(given, (commit) -> commit.growth().blind()) : List.of();
		Shape shape = new Shape(alone, moves, Count.of(given), Count.of(blind), Count.of(acknowledged),
				Count.of(patches), Count.of(clients), Count.of(settled), Count.of(rejected), Count.of(enqueued),
				Count.of(sent));
		try (PreparedStatement statement = connection.prepareStatement(this.sql.of(shape))) {
			SetParameters parameters = new SetParameters(connection, statement);
			if (moves) {
				bindGiven(parameters, given);
			}
			else {
				parameters.longs(given, (one) -> one.head.rowId());
			}
			bindBlind(parameters, blind);
			bindClientIds(parameters, acknowledged);
			bindEntries(parameters, patches);
			bindClients(parameters, clients);
			bindClientIds(parameters, settled);
			bindRejections(parameters, rejected);
			bindEnqueued(parameters, enqueued);
			bindSent(parameters, sent);
			if (moves) {
				bindLog(connection, parameters, given);
			}
			statement.execute();
			if (alone) {
				statement.getMoreResults();
			}
			Set<Long> written = new HashSet<>();
			ResultSet rows = statement.getResultSet();
			while (rows.next()) {
				written.add(rows.getLong(1));
			}
			return written;
		}
	}

	private static void bindGiven(SetParameters parameters, List<Given> given) throws SQLException {
		parameters.longs(given, (one) -> one.head.rowId());
		parameters.longs(given, (one) -> one.head.version());
		parameters.texts(given, (one) -> one.head.checkpoint());
		parameters.texts(given, (one) -> one.head.epoch());
		parameters.longs(given, (one) -> one.commit.version());
		parameters.texts(given, (one) -> one.commit.checkpoint());
		parameters.texts(given, Given::creator);
		parameters.longs(given, (one) -> one.commit.growth().size().entries());
		parameters.longs(given, (one) -> one.commit.growth().size().bytes());
	}

	private static void bindBlind(SetParameters parameters, List<Of<String>> rows) throws SQLException {
		List<EntryKey> keys = rows.stream().map((row) -> EntryKey.parse(row.value)).toList();
		parameters.longs(rows, Of::space);
		parameters.shorts(keys, (key) -> VisibilityColumn.of(key.visibility()));
		parameters.texts(keys, EntryKey::owner);
		parameters.texts(keys, EntryKey::path);
	}

	private static void bindClientIds(SetParameters parameters, List<Of<Map.Entry<String, Long>>> rows)
			throws SQLException {
		parameters.longs(rows, Of::space);
		parameters.texts(rows, (row) -> row.value.getKey());
		parameters.longs(rows, (row) -> row.value.getValue());
	}

	private static void bindEntries(SetParameters parameters, List<Of<VersionedPatch>> rows) throws SQLException {
		List<EntryKey> keys = rows.stream().map((row) -> EntryKey.parse(row.value.patch().key())).toList();
		parameters.longs(rows, Of::space);
		parameters.shorts(keys, (key) -> VisibilityColumn.of(key.visibility()));
		parameters.texts(keys, EntryKey::owner);
		parameters.texts(keys, EntryKey::path);
		parameters.texts(rows, (row) -> json(row.value.patch().value()));
		parameters.longs(rows, (row) -> row.value.version());
	}

	private static void bindClients(SetParameters parameters, List<Of<Seen>> rows) throws SQLException {
		parameters.longs(rows, Of::space);
		parameters.texts(rows, (row) -> row.value.client.clientId());
		parameters.texts(rows, (row) -> row.value.client.userId());
		parameters.longs(rows, (row) -> row.value.client.lastMutationId());
		parameters.longs(rows, (row) -> row.value.client.acknowledgedMutationId());
		parameters.bytes(rows, (row) -> row.value.client.nonces().toBytes());
		parameters.texts(rows, (row) -> row.value.in.committedAt().toString());
	}

	private static void bindRejections(SetParameters parameters, List<Of<ProcessedMutation>> rows) throws SQLException {
		parameters.longs(rows, Of::space);
		parameters.texts(rows, (row) -> row.value.clientId());
		parameters.longs(rows, (row) -> row.value.mutationId());
		parameters.longs(rows, (row) -> row.value.version());
		parameters.texts(rows, (row) -> row.value.code());
		parameters.texts(rows, (row) -> row.value.message());
	}

	private static void bindEnqueued(SetParameters parameters, List<Of<OutboxEntry>> rows) throws SQLException {
		parameters.longs(rows, Of::space);
		parameters.texts(rows, (row) -> row.value.userId());
		parameters.texts(rows, (row) -> row.value.action().name());
		parameters.texts(rows, (row) -> row.value.action().args());
		parameters.texts(rows, (row) -> text(row.value.action().time()));
		parameters.longs(rows, (row) -> (long) row.value.schemaVersion());
	}

	private static void bindSent(SetParameters parameters, List<Of<SentMutation>> rows) throws SQLException {
		AtomicLong position = new AtomicLong();
		parameters.longs(rows, Of::space);
		parameters.longs(rows, (row) -> position.incrementAndGet());
		parameters.texts(rows, (row) -> row.value.target().storeType());
		parameters.texts(rows, (row) -> row.value.target().instanceId());
		parameters.texts(rows, (row) -> row.value.mutator());
		parameters.texts(rows, (row) -> row.value.args());
		parameters.shorts(rows, (row) -> (short) row.value.hops());
		parameters.texts(rows, (row) -> row.value.userId());
		parameters.texts(rows, (row) -> row.value.sourceMutator());
		parameters.longs(rows, (row) -> row.value.sourceVersion());
		parameters.longs(rows, (row) -> (long) row.value.schemaVersion());
	}

	private static @Nullable String text(@Nullable Instant time) {
		return (time != null) ? time.toString() : null;
	}

	private static void bindLog(Connection connection, SetParameters parameters, List<Given> given)
			throws SQLException {
		List<String> clientIds = new ArrayList<>();
		List<String> lastMutationIds = new ArrayList<>();
		for (Given one : given) {
			Map<String, Long> last = one.commit.lastMutationIds();
			clientIds.add(connection.createArrayOf("text", last.keySet().toArray()).toString());
			lastMutationIds.add(connection.createArrayOf("int8", last.values().toArray()).toString());
		}
		parameters.longs(given, (one) -> one.head.rowId());
		parameters.longs(given, (one) -> one.head.version() + 1);
		parameters.longs(given, (one) -> one.commit.version());
		parameters.texts(given, (one) -> one.commit.checkpoint());
		parameters.texts(given, (one) -> one.commit.committedAt().toString());
		parameters.texts(clientIds, Function.identity());
		parameters.texts(lastMutationIds, Function.identity());
		parameters.texts(given, (one) -> MutationsColumn.write(one.commit.mutations()));
	}

	private static <T> List<Of<T>> rows(List<Given> given, Function<SpaceCommit, Collection<T>> rows) {
		List<Of<T>> result = new ArrayList<>();
		for (Given one : given) {
			rows.apply(one.commit).forEach((row) -> result.add(new Of<>(one.head.rowId(), row)));
		}
		return result;
	}

	private static @Nullable String json(@Nullable StoredValue value) {
		return (value != null) ? value.json() : null;
	}

	/**
	 * A commit to write.
	 *
	 * @param head where the space is
	 * @param acknowledged what clients must have acknowledged
	 * @param commit the commit
	 */
	private record Given(SpaceHead head, Map<String, Long> acknowledged, SpaceCommit commit) {

		boolean moves() {
			return this.commit.version() != this.head.version();
		}

		/** Of users alone: what server code creates is not counted. */
		@Nullable String creator() {
			if (this.head.version() != 0 || this.commit.mutations().isEmpty()) {
				return null;
			}
			ProcessedMutation first = this.commit.mutations().get(0);
			return (first.clientId() != null) ? first.userId() : null;
		}

	}

	/**
	 * A row of a space.
	 *
	 * @param <T> the type of what it is made from
	 * @param space the space's row
	 * @param value what it is made from
	 */
	private record Of<T>(long space, T value) {
	}

	/**
	 * A client, and the commit it is in.
	 *
	 * @param client the client
	 * @param in the commit
	 */
	private record Seen(ClientRecord client, SpaceCommit in) {
	}

}
