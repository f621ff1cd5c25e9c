package dev.syncedstore.server.push;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.PostgresLog;

import static org.awaitility.Awaitility.await;

/**
 * Keeps the writer of a space waiting, as another node would.
 */
final class SpaceLock implements AutoCloseable {

	private final PostgresLog postgres;

	private final Connection connection;

	SpaceLock(PostgresLog postgres, SpaceId space) throws SQLException {
		this.postgres = postgres;
		this.connection = postgres.dataSource().getConnection();
		this.connection.setAutoCommit(false);
		try (PreparedStatement statement = this.connection
			.prepareStatement("SELECT id FROM synced_store.space WHERE instance_id = ? FOR UPDATE")) {
			statement.setString(1, space.instanceId());
			statement.executeQuery();
		}
	}

	/** Wait until a writer waits, and return the process of its connection. */
	int awaitWaiting() {
		return await().until(this::waiting, (pid) -> pid != 0);
	}

	private int waiting() {
		return this.postgres.sql()
			.sql("SELECT coalesce(max(pid), 0) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
					+ "AND datname = current_database() AND query LIKE '%synced_store%'")
			.query(Integer.class)
			.single();
	}

	@Override
	public void close() throws SQLException {
		this.connection.rollback();
		this.connection.close();
	}

}
