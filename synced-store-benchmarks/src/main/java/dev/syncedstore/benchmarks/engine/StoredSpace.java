package dev.syncedstore.benchmarks.engine;

import java.util.List;

import dev.syncedstore.core.SpaceId;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A space as the tables have it.
 */
final class StoredSpace {

	private static final String OF_SPACE = "(SELECT id FROM synced_store.space WHERE store_type = :type "
			+ "AND instance_id = :instance)";

	private final JdbcClient jdbc;

	private final SpaceId space;

	StoredSpace(JdbcClient jdbc, SpaceId space) {
		this.jdbc = jdbc;
		this.space = space;
	}

	long rowId() {
		return number("SELECT id FROM synced_store.space WHERE id = " + OF_SPACE);
	}

	long version() {
		return number("SELECT version FROM synced_store.space WHERE id = " + OF_SPACE);
	}

	/** The highest version that the log of commits has come to. */
	long loggedVersion() {
		return number("SELECT max(max_version) FROM synced_store.commit_log WHERE space_id = " + OF_SPACE);
	}

	/** Of all clients together. */
	long lastMutationIds() {
		return number("SELECT sum(last_mutation_id) FROM synced_store.client WHERE space_id = " + OF_SPACE);
	}

	/** Key, value and version of every entry, by keys. */
	List<String> entries() {
		return statement("SELECT visibility || ' ' || owner || ' ' || key || ' ' || value || ' ' || version "
				+ "FROM synced_store.entry WHERE space_id = " + OF_SPACE + " ORDER BY visibility, owner, key")
			.query(String.class)
			.list();
	}

	/** Let actions wait for tomorrow, as many commits would have left them. */
	void enqueue(int actions) {
		statement("INSERT INTO synced_store.enqueued_action (space_id, user_id, action, args, due_at) SELECT "
				+ OF_SPACE + ", 'user0', 'look', '{\"id\":\"' || n || '\",\"text\":\"\"}', now() + interval '1 day' "
				+ "FROM generate_series(1, :actions) n")
			.param("actions", actions)
			.update();
		settle();
	}

	/** Bring the planner's statistics and the disk up to date after much was written. */
	void settle() {
		this.jdbc.sql("ANALYZE").update();
		this.jdbc.sql("CHECKPOINT").update();
	}

	private long number(String sql) {
		return statement(sql).query(Long.class).single();
	}

	private JdbcClient.StatementSpec statement(String sql) {
		return this.jdbc.sql(sql).param("type", this.space.storeType()).param("instance", this.space.instanceId());
	}

}
