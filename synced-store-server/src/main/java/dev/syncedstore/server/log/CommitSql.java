package dev.syncedstore.server.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The text of the statement that writes commits, which depends on how many rows of what
 * there are: none, one, or several. One row is bound as it is, as scanning arrays of one
 * costs more than writing it. Thread-safe.
 */
final class CommitSql {

	/**
	 * For the statement that is a transaction by itself; without a transaction block,
	 * {@code SET LOCAL} would warn.
	 */
	private static final String SETTINGS = "SELECT set_config('lock_timeout', '" + SpaceRows.LOCK_TIMEOUT_MILLIS
			+ "', true), set_config('statement_timeout', '" + SpaceRows.STATEMENT_TIMEOUT_MILLIS + "', true); ";

	private static final String GIVEN = "given AS (SELECT * FROM ${rows})";

	/**
	 * Several rows are locked without waiting for any: two nodes could wait for each
	 * other.
	 */
	private static final String FREE = """
			free AS (
			SELECT s.id FROM ${s}.space s WHERE s.id IN (SELECT id FROM given) FOR UPDATE OF s SKIP LOCKED)""";

	/** What is under keys that are written without knowing it. */
	private static final String BLIND = """
			blind AS (
			SELECT u.space_id, count(*) AS entries, sum(%s)::bigint AS bytes
			FROM ${rows} JOIN ${s}.entry e ON e.space_id = u.space_id AND e.visibility = u.visibility
			AND e.owner = u.owner AND e.key = u.key WHERE e.value IS NOT NULL GROUP BY u.space_id)"""
		.formatted(SpaceRows.BYTES_OF_ENTRY);

	/**
	 * Who made the first commit has created the space. A size that was right stays right.
	 */
	private static final String MOVED = """
			moved AS (
			UPDATE ${s}.space s SET version = g.version, checkpoint = g.checkpoint,
			created_by = coalesce(s.created_by, g.creator), entries = s.entries + g.entries%s,
			bytes = s.bytes + g.bytes%s,
			sized_version = CASE s.sized_version WHEN s.version THEN g.version ELSE s.sized_version END FROM given g
			WHERE s.id = g.id AND s.version = g.was AND s.checkpoint IS NOT DISTINCT FROM g.was_checkpoint
			AND s.epoch = g.epoch AND s.deleted_at IS NULL""";

	private static final String LESS_BLIND = " - coalesce((SELECT b.%s FROM blind b WHERE b.space_id = s.id), 0)";

	private static final String IF_FREE = "\nAND s.id IN (SELECT id FROM free)";

	/** A subquery, so that each client is looked up by its key. */
	private static final String IF_ACKNOWLEDGED = """

			AND NOT EXISTS (SELECT 1 FROM ${rows} WHERE u.space_id = s.id AND (SELECT c.acknowledged_mutation_id
			FROM ${s}.client c WHERE c.space_id = u.space_id AND c.client_id = u.client_id)
			IS DISTINCT FROM u.acknowledged)""";

	private static final String MOVED_END = "\nRETURNING s.id)";

	private static final String NOT_MOVED = "moved AS (SELECT id FROM ${rows})";

	private static final String ENTRIES = """
			entries AS (
			INSERT INTO ${s}.entry (space_id, visibility, owner, key, value, version)
			SELECT u.* FROM ${rows} JOIN moved m ON m.id = u.space_id
			ON CONFLICT (space_id, visibility, owner, key)
			DO UPDATE SET value = excluded.value, version = excluded.version)""";

	/** A pull may have stored an acknowledgement since the client was read. */
	private static final String CLIENTS = """
			clients AS (
			INSERT INTO ${s}.client (space_id, client_id, user_id, last_mutation_id, acknowledged_mutation_id, nonces,
			last_seen_at)
			SELECT u.space_id, u.client_id, u.user_id, u.last, u.acknowledged, u.nonces, u.seen_at::timestamptz
			FROM ${rows} JOIN moved m ON m.id = u.space_id
			ON CONFLICT (space_id, client_id)
			DO UPDATE SET last_mutation_id = excluded.last_mutation_id,
			acknowledged_mutation_id = greatest(client.acknowledged_mutation_id, excluded.acknowledged_mutation_id),
			nonces = excluded.nonces, last_seen_at = excluded.last_seen_at)""";

	private static final String SETTLED = """
			settled AS (
			DELETE FROM ${s}.rejection r USING moved m, ${rows}
			WHERE u.space_id = m.id AND r.space_id = m.id AND r.client_id = u.client_id
			AND r.mutation_id <= u.acknowledged)""";

	private static final String REJECTIONS = """
			rejections AS (
			INSERT INTO ${s}.rejection (space_id, client_id, mutation_id, version, code, message)
			SELECT u.* FROM ${rows} JOIN moved m ON m.id = u.space_id)""";

	/** What is to run soon is due by the clock that finds it. */
	private static final String ENQUEUED = """
			enqueued AS (
			INSERT INTO ${s}.enqueued_action (space_id, user_id, action, args, due_at, schema_version)
			SELECT u.space_id, u.user_id, u.action, u.args, coalesce(u.due_at::timestamptz, now()), u.schema_version
			FROM ${rows} JOIN moved m ON m.id = u.space_id)""";

	/** The rows get their ids in their order. */
	private static final String SENT = """
			sent AS (
			INSERT INTO ${s}.delivery (store_type, instance_id, mutator, args, hops, user_id, source_mutator,
			source_version, schema_version, source_store_type, source_instance_id)
			SELECT u.store_type, u.instance_id, u.mutator, u.args, u.hops, u.user_id, u.source_mutator,
			u.source_version, u.schema_version, f.store_type, f.instance_id
			FROM ${rows} JOIN moved m ON m.id = u.space_id JOIN ${s}.space f ON f.id = m.id
			ORDER BY u.position)""";

	/** A set of arrays can't be bound, so they come as text. */
	private static final String LOG = """
			log AS (
			INSERT INTO ${s}.commit_log (space_id, min_version, max_version, checkpoint, committed_at, client_ids,
			last_mutation_ids, mutations)
			SELECT u.space_id, u.min_version, u.max_version, u.checkpoint, u.committed_at::timestamptz,
			u.client_ids::text[], u.last_mutation_ids::bigint[], u.mutations
			FROM ${rows} JOIN moved m ON m.id = u.space_id)""";

	private static final String END = "\nSELECT id FROM moved";

	private static final Columns OF_SPACE = new Columns("id bigint");

	private static final Columns OF_GIVEN = new Columns("id bigint", "was bigint", "was_checkpoint text", "epoch text",
			"version bigint", "checkpoint text", "creator text", "entries bigint", "bytes bigint");

	private static final Columns OF_BLIND = new Columns("space_id bigint", "visibility smallint", "owner text",
			"key text");

	private static final Columns OF_CLIENT_ID = new Columns("space_id bigint", "client_id text", "acknowledged bigint");

	private static final Columns OF_ENTRY = new Columns("space_id bigint", "visibility smallint", "owner text",
			"key text", "value text", "version bigint");

	private static final Columns OF_CLIENT = new Columns("space_id bigint", "client_id text", "user_id text",
			"last bigint", "acknowledged bigint", "nonces bytea", "seen_at text");

	private static final Columns OF_REJECTION = new Columns("space_id bigint", "client_id text", "mutation_id bigint",
			"version bigint", "code text", "message text");

	private static final Columns OF_ENQUEUED = new Columns("space_id bigint", "user_id text", "action text",
			"args text", "due_at text", "schema_version bigint");

	private static final Columns OF_SENT = new Columns("space_id bigint", "position bigint", "store_type text",
			"instance_id text", "mutator text", "args text", "hops smallint", "user_id text", "source_mutator text",
			"source_version bigint", "schema_version bigint");

	private static final Columns OF_LOG = new Columns("space_id bigint", "min_version bigint", "max_version bigint",
			"checkpoint text", "committed_at text", "client_ids text", "last_mutation_ids text", "mutations text");

	private final LogSchema schema;

	private final Map<Shape, String> texts = new ConcurrentHashMap<>();

	CommitSql(LogSchema schema) {
		this.schema = schema;
	}

	/**
	 * The statement for some rows. Its parameters are those of each part that has rows,
	 * column by column, in the order of the shape's components.
	 */
	String of(Shape shape) {
		return this.texts.computeIfAbsent(shape, this::text);
	}

	private String text(Shape shape) {
		List<String> parts = new ArrayList<>();
		if (shape.moves) {
			parts.add(OF_GIVEN.in(GIVEN, shape.spaces));
			boolean several = shape.spaces == Count.SEVERAL;
			if (several) {
				parts.add(FREE);
			}
			add(parts, OF_BLIND, BLIND, shape.blind);
			boolean blind = shape.blind != Count.NONE;
			parts.add(MOVED.formatted(blind ? LESS_BLIND.formatted("entries") : "",
					blind ? LESS_BLIND.formatted("bytes") : "") + (several ? IF_FREE : "")
					+ ((shape.acknowledged != Count.NONE) ? OF_CLIENT_ID.in(IF_ACKNOWLEDGED, shape.acknowledged) : "")
					+ MOVED_END);
		}
		else {
			parts.add(OF_SPACE.in(NOT_MOVED, shape.spaces));
		}
		add(parts, OF_ENTRY, ENTRIES, shape.entries);
		add(parts, OF_CLIENT, CLIENTS, shape.clients);
		add(parts, OF_CLIENT_ID, SETTLED, shape.settled);
		add(parts, OF_REJECTION, REJECTIONS, shape.rejections);
		add(parts, OF_ENQUEUED, ENQUEUED, shape.enqueued);
		add(parts, OF_SENT, SENT, shape.sent);
		if (shape.moves) {
			parts.add(OF_LOG.in(LOG, shape.spaces));
		}
		return this.schema.in((shape.alone ? SETTINGS : "") + "WITH " + String.join(",\n", parts) + END);
	}

	private static void add(List<String> parts, Columns columns, String part, Count rows) {
		if (rows != Count.NONE) {
			parts.add(columns.in(part, rows));
		}
	}

	/**
	 * How many rows of what there are.
	 *
	 * @param alone whether the statement is a transaction by itself
	 * @param moves whether the spaces get new versions, and rows in the log
	 * @param spaces the spaces
	 * @param blind the keys that are written without knowing what is there
	 * @param acknowledged the clients to compare
	 * @param entries the entries
	 * @param clients the clients to write
	 * @param settled the clients whose rejections can go
	 * @param rejections the rejections
	 * @param enqueued the actions that are to run afterwards
	 * @param sent the mutations for other spaces
	 */
	record Shape(boolean alone, boolean moves, Count spaces, Count blind, Count acknowledged, Count entries,
			Count clients, Count settled, Count rejections, Count enqueued, Count sent) {
	}

	/**
	 * A number of rows.
	 */
	enum Count {

		NONE, ONE, SEVERAL;

		static Count of(List<?> rows) {
			return rows.isEmpty() ? NONE : (rows.size() == 1) ? ONE : SEVERAL;
		}

	}

	/**
	 * The columns of rows that are parameters.
	 */
	private static final class Columns {

		private final String names;

		private final List<String> types;

		Columns(String... columns) {
			this.names = Arrays.stream(columns)
				.map((column) -> column.substring(0, column.indexOf(' ')))
				.collect(Collectors.joining(", ", " AS u (", ")"));
			this.types = Arrays.stream(columns).map((column) -> column.substring(column.indexOf(' ') + 1)).toList();
		}

		String in(String part, Count rows) {
			String row = this.types.stream()
				.map((type) -> (rows == Count.ONE) ? "?::" + type : "?::" + type + "[]")
				.collect(Collectors.joining(", "));
			return part.replace("${rows}", ((rows == Count.ONE) ? "(SELECT " : "unnest(") + row + ")" + this.names);
		}

	}

}
