package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.syncedstore.core.state.EntryKey;
import dev.syncedstore.core.state.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes a commit in one statement: entries, clients, rejections, the log and the space's
 * version, each as a set. One statement is one round trip, however much it writes, and
 * may lock the space as well.
 */
final class CommitStatement {

	/** Who made the first commit has created the space. */
	private static final String MOVED = """
			moved AS (
			UPDATE ${s}.space SET version = ?, checkpoint = ?, created_by = coalesce(created_by, ?) WHERE id = ?""";

	/**
	 * All that is presumed, as one condition: if it does not hold, nothing is written.
	 */
	private static final String IF_PRESUMED = """

			AND version = ? AND checkpoint IS NOT DISTINCT FROM ? AND epoch = ? AND deleted_at IS NULL
			AND (SELECT count(*) FROM unnest(?::text[], ?::bigint[]) AS u (client_id, acknowledged) JOIN ${s}.client c
			ON c.space_id = ? AND c.client_id = u.client_id AND c.acknowledged_mutation_id = u.acknowledged) = ?""";

	private static final String MOVED_END = "\nRETURNING id)";

	private static final String NOT_MOVED = "moved AS (SELECT ?::bigint AS id)";

	private static final String ENTRIES = """
			entries AS (
			INSERT INTO ${s}.entry (space_id, visibility, owner, key, value, version)
			SELECT m.id, u.visibility, u.owner, u.key, u.value, u.version
			FROM moved m, unnest(?::smallint[], ?::text[], ?::text[], ?::text[], ?::bigint[])
			AS u (visibility, owner, key, value, version)
			ON CONFLICT (space_id, visibility, owner, key)
			DO UPDATE SET value = excluded.value, version = excluded.version)""";

	/** A pull may have stored an acknowledgement since the client was read. */
	private static final String CLIENTS = """
			clients AS (
			INSERT INTO ${s}.client (space_id, client_id, user_id, last_mutation_id, acknowledged_mutation_id, nonces,
			last_seen_at)
			SELECT m.id, u.client_id, u.user_id, u.last, u.acknowledged, u.nonces, ?
			FROM moved m, unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bytea[])
			AS u (client_id, user_id, last, acknowledged, nonces)
			ON CONFLICT (space_id, client_id)
			DO UPDATE SET last_mutation_id = excluded.last_mutation_id,
			acknowledged_mutation_id = greatest(client.acknowledged_mutation_id, excluded.acknowledged_mutation_id),
			nonces = excluded.nonces, last_seen_at = excluded.last_seen_at)""";

	private static final String SETTLED = """
			settled AS (
			DELETE FROM ${s}.rejection r USING moved m, unnest(?::text[], ?::bigint[]) AS u (client_id, acknowledged)
			WHERE r.space_id = m.id AND r.client_id = u.client_id AND r.mutation_id <= u.acknowledged)""";

	private static final String REJECTIONS = """
			rejections AS (
			INSERT INTO ${s}.rejection (space_id, client_id, mutation_id, version, code, message)
			SELECT m.id, u.client_id, u.mutation_id, u.version, u.code, u.message
			FROM moved m, unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
			AS u (client_id, mutation_id, version, code, message))""";

	private static final String LOG = """
			log AS (
			INSERT INTO ${s}.commit_log (space_id, min_version, max_version, checkpoint, committed_at, client_ids,
			last_mutation_ids, mutations)
			SELECT m.id, ?::bigint, ?::bigint, ?::text, ?::timestamptz, ?::text[], ?::bigint[], ?::text FROM moved m)""";

	private static final String END = "\nSELECT count(*) FROM moved";

	private final LogSchema schema;

	CommitStatement(LogSchema schema) {
		this.schema = schema;
	}

	/**
	 * Write a commit.
	 * @param connection in a transaction that has locked the space, unless something is
	 * presumed: then the statement is the first of its transaction, and locks it
	 * @param head where the space is
	 * @param commit what to write
	 * @param presumption what has to be so, if the space is not locked
	 * @return whether what was presumed is so; otherwise nothing has been written
	 */
	boolean execute(Connection connection, SpaceHead head, SpaceCommit commit, @Nullable Presumption presumption)
			throws SQLException {
		boolean commits = commit.version() != head.version();
		List<ProcessedMutation> rejected = commit.mutations().stream().filter(ProcessedMutation::isKept).toList();
		String sql = sql(commit, commits, !rejected.isEmpty(), presumption != null);
		try (PreparedStatement statement = connection.prepareStatement(this.schema.in(sql))) {
			Parameters parameters = new Parameters(connection, statement);
			if (commits) {
				bindMoved(parameters, head, commit);
			}
			else {
				parameters.add(head.rowId());
			}
			if (presumption != null) {
				bindPresumption(parameters, presumption);
			}
			bindEntries(parameters, commit);
			bindClients(parameters, commit);
			bindSettled(parameters, commit);
			bindRejections(parameters, rejected);
			if (commits) {
				bindLog(parameters, head, commit);
			}
			ResultSet rows = SpaceRows.lastResult(statement);
			boolean written = rows.next() && rows.getInt(1) == 1;
			if (!written && presumption == null) {
				throw new IllegalStateException("The row of a locked space is gone: " + head.rowId());
			}
			return written;
		}
	}

	private static String sql(SpaceCommit commit, boolean commits, boolean rejects, boolean presumes) {
		List<String> parts = new ArrayList<>();
		parts.add(commits ? MOVED + (presumes ? IF_PRESUMED : "") + MOVED_END : NOT_MOVED);
		if (!commit.patches().isEmpty()) {
			parts.add(ENTRIES);
		}
		if (!commit.clients().isEmpty()) {
			parts.add(CLIENTS);
		}
		if (!commit.settled().isEmpty()) {
			parts.add(SETTLED);
		}
		if (rejects) {
			parts.add(REJECTIONS);
		}
		if (commits) {
			parts.add(LOG);
		}
		return (presumes ? SpaceRows.BEGIN_WRITE : "") + "WITH " + String.join(",\n", parts) + END;
	}

	private static void bindMoved(Parameters parameters, SpaceHead head, SpaceCommit commit) throws SQLException {
		parameters.add(commit.version());
		parameters.add(commit.checkpoint());
		parameters.addText(creator(head, commit));
		parameters.add(head.rowId());
	}

	private static void bindPresumption(Parameters parameters, Presumption presumption) throws SQLException {
		SpaceHead head = presumption.head();
		List<Map.Entry<String, Long>> acknowledged = List.copyOf(presumption.acknowledged().entrySet());
		parameters.add(head.version());
		parameters.addText(head.checkpoint());
		parameters.add(head.epoch());
		parameters.add("text", acknowledged, Map.Entry::getKey, new String[0]);
		parameters.add("int8", acknowledged, Map.Entry::getValue, new Long[0]);
		parameters.add(head.rowId());
		parameters.add((long) acknowledged.size());
	}

	private static void bindEntries(Parameters parameters, SpaceCommit commit) throws SQLException {
		if (commit.patches().isEmpty()) {
			return;
		}
		List<EntryKey> keys = commit.patches().stream().map((change) -> EntryKey.parse(change.patch().key())).toList();
		parameters.add("int2", keys, (key) -> VisibilityColumn.of(key.visibility()), new Short[0]);
		parameters.add("text", keys, EntryKey::owner, new String[0]);
		parameters.add("text", keys, EntryKey::path, new String[0]);
		parameters.add("text", commit.patches(), (change) -> json(change.patch().value()), new String[0]);
		parameters.add("int8", commit.patches(), VersionedPatch::version, new Long[0]);
	}

	private static void bindClients(Parameters parameters, SpaceCommit commit) throws SQLException {
		if (commit.clients().isEmpty()) {
			return;
		}
		parameters.add(commit.committedAt().atOffset(ZoneOffset.UTC));
		parameters.add("text", commit.clients(), ClientRecord::clientId, new String[0]);
		parameters.add("text", commit.clients(), ClientRecord::userId, new String[0]);
		parameters.add("int8", commit.clients(), ClientRecord::lastMutationId, new Long[0]);
		parameters.add("int8", commit.clients(), ClientRecord::acknowledgedMutationId, new Long[0]);
		parameters.add("bytea", commit.clients(), (client) -> client.nonces().toBytes(), new byte[0][]);
	}

	private static void bindSettled(Parameters parameters, SpaceCommit commit) throws SQLException {
		if (commit.settled().isEmpty()) {
			return;
		}
		List<Map.Entry<String, Long>> settled = List.copyOf(commit.settled().entrySet());
		parameters.add("text", settled, Map.Entry::getKey, new String[0]);
		parameters.add("int8", settled, Map.Entry::getValue, new Long[0]);
	}

	private static void bindRejections(Parameters parameters, List<ProcessedMutation> rejected) throws SQLException {
		if (rejected.isEmpty()) {
			return;
		}
		parameters.add("text", rejected, ProcessedMutation::clientId, new String[0]);
		parameters.add("int8", rejected, ProcessedMutation::mutationId, new Long[0]);
		parameters.add("int8", rejected, ProcessedMutation::version, new Long[0]);
		parameters.add("text", rejected, ProcessedMutation::code, new String[0]);
		parameters.add("text", rejected, ProcessedMutation::message, new String[0]);
	}

	private static void bindLog(Parameters parameters, SpaceHead head, SpaceCommit commit) throws SQLException {
		Map<String, Long> lastMutationIds = new LinkedHashMap<>();
		for (ProcessedMutation mutation : commit.mutations()) {
			if (mutation.clientId() != null) {
				lastMutationIds.put(mutation.clientId(), mutation.mutationId());
			}
		}
		List<Map.Entry<String, Long>> last = List.copyOf(lastMutationIds.entrySet());
		parameters.add(head.version() + 1);
		parameters.add(commit.version());
		parameters.add(commit.checkpoint());
		parameters.add(commit.committedAt().atOffset(ZoneOffset.UTC));
		parameters.add("text", last, Map.Entry::getKey, new String[0]);
		parameters.add("int8", last, Map.Entry::getValue, new Long[0]);
		parameters.add(MutationsColumn.write(commit.mutations()));
	}

	/** Of users alone: what server code creates is not counted. */
	private static @Nullable String creator(SpaceHead head, SpaceCommit commit) {
		if (head.version() != 0 || commit.mutations().isEmpty()) {
			return null;
		}
		ProcessedMutation first = commit.mutations().get(0);
		return (first.clientId() != null) ? first.userId() : null;
	}

	private static @Nullable String json(@Nullable StoredValue value) {
		return (value != null) ? value.json() : null;
	}

	/**
	 * Binds one parameter after the other.
	 */
	private static final class Parameters {

		private final Connection connection;

		private final PreparedStatement statement;

		private int last;

		Parameters(Connection connection, PreparedStatement statement) {
			this.connection = connection;
			this.statement = statement;
		}

		void add(Object value) throws SQLException {
			this.statement.setObject(++this.last, value);
		}

		void addText(@Nullable String value) throws SQLException {
			this.statement.setString(++this.last, value);
		}

		<T, C> void add(String type, List<T> rows, Function<T, @Nullable C> column, C[] array) throws SQLException {
			this.statement.setArray(++this.last, this.connection.createArrayOf(type,
					rows.stream().map(column).toArray((size) -> Arrays.copyOf(array, size))));
		}

	}

}
