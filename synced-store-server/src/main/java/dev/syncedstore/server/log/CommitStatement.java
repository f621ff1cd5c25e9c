package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
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
 * version, each as a set. One statement is one round trip, however much it writes.
 */
final class CommitStatement {

	private static final String ENTRIES = """
			entries AS (
			INSERT INTO ${s}.entry (space_id, visibility, owner, key, value, version)
			SELECT ?, u.visibility, u.owner, u.key, u.value, u.version
			FROM unnest(?::smallint[], ?::text[], ?::text[], ?::text[], ?::bigint[])
			AS u (visibility, owner, key, value, version)
			ON CONFLICT (space_id, visibility, owner, key)
			DO UPDATE SET value = excluded.value, version = excluded.version)""";

	private static final String CLIENTS = """
			clients AS (
			INSERT INTO ${s}.client (space_id, client_id, user_id, last_mutation_id, acknowledged_mutation_id, nonces,
			last_seen_at)
			SELECT ?, u.client_id, u.user_id, u.last, u.acknowledged, u.nonces, ?
			FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bytea[])
			AS u (client_id, user_id, last, acknowledged, nonces)
			ON CONFLICT (space_id, client_id)
			DO UPDATE SET last_mutation_id = excluded.last_mutation_id,
			acknowledged_mutation_id = excluded.acknowledged_mutation_id, nonces = excluded.nonces,
			last_seen_at = excluded.last_seen_at)""";

	private static final String SETTLED = """
			settled AS (
			DELETE FROM ${s}.rejection r USING unnest(?::text[], ?::bigint[]) AS u (client_id, acknowledged)
			WHERE r.space_id = ? AND r.client_id = u.client_id AND r.mutation_id <= u.acknowledged)""";

	private static final String REJECTIONS = """
			rejections AS (
			INSERT INTO ${s}.rejection (space_id, client_id, mutation_id, version, code, message)
			SELECT ?, u.client_id, u.mutation_id, u.version, u.code, u.message
			FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
			AS u (client_id, mutation_id, version, code, message))""";

	private static final String LOG = """
			log AS (
			INSERT INTO ${s}.commit_log (space_id, min_version, max_version, checkpoint, committed_at, client_ids,
			last_mutation_ids, mutations)
			VALUES (?, ?, ?, ?, ?, ?::text[], ?::bigint[], ?))""";

	/** Who made the first commit has created the space. */
	private static final String VERSION = "UPDATE ${s}.space SET version = ?, checkpoint = ?, "
			+ "created_by = coalesce(created_by, ?) WHERE id = ?";

	private static final String NOTHING_MORE = "SELECT 1";

	private final LogSchema schema;

	CommitStatement(LogSchema schema) {
		this.schema = schema;
	}

	void execute(Connection connection, SpaceHead head, SpaceCommit commit) throws SQLException {
		boolean commits = commit.version() != head.version();
		List<String> parts = new ArrayList<>();
		if (!commit.patches().isEmpty()) {
			parts.add(ENTRIES);
		}
		if (!commit.clients().isEmpty()) {
			parts.add(CLIENTS);
		}
		if (!commit.settled().isEmpty()) {
			parts.add(SETTLED);
		}
		List<ProcessedMutation> rejected = commit.mutations().stream().filter(ProcessedMutation::isKept).toList();
		if (!rejected.isEmpty()) {
			parts.add(REJECTIONS);
		}
		if (commits) {
			parts.add(LOG);
		}
		if (parts.isEmpty()) {
			return;
		}
		String sql = "WITH " + String.join(",\n", parts) + "\n" + (commits ? VERSION : NOTHING_MORE);
		try (PreparedStatement statement = connection.prepareStatement(this.schema.in(sql))) {
			Parameters parameters = new Parameters(connection, statement);
			bindEntries(parameters, head, commit);
			bindClients(parameters, head, commit);
			bindSettled(parameters, head, commit);
			bindRejections(parameters, head, rejected);
			if (commits) {
				bindLog(parameters, head, commit);
				if (statement.executeUpdate() != 1) {
					throw new IllegalStateException("The row of a locked space is gone: " + head.rowId());
				}
			}
			else {
				statement.execute();
			}
		}
	}

	private static void bindEntries(Parameters parameters, SpaceHead head, SpaceCommit commit) throws SQLException {
		if (commit.patches().isEmpty()) {
			return;
		}
		List<EntryKey> keys = commit.patches().stream().map((change) -> EntryKey.parse(change.patch().key())).toList();
		parameters.add(head.rowId());
		parameters.add("int2", keys, (key) -> VisibilityColumn.of(key.visibility()), new Short[0]);
		parameters.add("text", keys, EntryKey::owner, new String[0]);
		parameters.add("text", keys, EntryKey::path, new String[0]);
		parameters.add("text", commit.patches(), (change) -> json(change.patch().value()), new String[0]);
		parameters.add("int8", commit.patches(), VersionedPatch::version, new Long[0]);
	}

	private static void bindClients(Parameters parameters, SpaceHead head, SpaceCommit commit) throws SQLException {
		if (commit.clients().isEmpty()) {
			return;
		}
		parameters.add(head.rowId());
		parameters.add(commit.committedAt().atOffset(ZoneOffset.UTC));
		parameters.add("text", commit.clients(), ClientRecord::clientId, new String[0]);
		parameters.add("text", commit.clients(), ClientRecord::userId, new String[0]);
		parameters.add("int8", commit.clients(), ClientRecord::lastMutationId, new Long[0]);
		parameters.add("int8", commit.clients(), ClientRecord::acknowledgedMutationId, new Long[0]);
		parameters.add("bytea", commit.clients(), (client) -> client.nonces().toBytes(), new byte[0][]);
	}

	private static void bindSettled(Parameters parameters, SpaceHead head, SpaceCommit commit) throws SQLException {
		if (commit.settled().isEmpty()) {
			return;
		}
		List<Map.Entry<String, Long>> settled = List.copyOf(commit.settled().entrySet());
		parameters.add("text", settled, Map.Entry::getKey, new String[0]);
		parameters.add("int8", settled, Map.Entry::getValue, new Long[0]);
		parameters.add(head.rowId());
	}

	private static void bindRejections(Parameters parameters, SpaceHead head, List<ProcessedMutation> rejected)
			throws SQLException {
		if (rejected.isEmpty()) {
			return;
		}
		parameters.add(head.rowId());
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
		parameters.add(head.rowId());
		parameters.add(head.version() + 1);
		parameters.add(commit.version());
		parameters.add(commit.checkpoint());
		parameters.add(commit.committedAt().atOffset(ZoneOffset.UTC));
		parameters.add("text", last, Map.Entry::getKey, new String[0]);
		parameters.add("int8", last, Map.Entry::getValue, new Long[0]);
		parameters.add(MutationsColumn.write(commit.mutations()));
		parameters.add(commit.version());
		parameters.add(commit.checkpoint());
		parameters.addText(creator(head, commit));
		parameters.add(head.rowId());
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
