package dev.syncedstore.autoconfigure.fullstack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.syncedstore.embedded.testing.TestDatabase;
import dev.syncedstore.server.nodes.NodeNews;
import org.awaitility.Awaitility;

/**
 * Two nodes of one application on one database.
 */
final class TwoNodes implements AutoCloseable {

	private static final Pattern RANGE = Pattern
		.compile("\"min_included_version\":(\\d+),\"max_included_version\":(\\d+)");

	private final TestDatabase database;

	private final TestApplication first;

	private final TestApplication second;

	private TwoNodes(TestDatabase database, TestApplication first, TestApplication second) {
		this.database = database;
		this.first = first;
		this.second = second;
	}

	static TwoNodes start(Class<?> configuration, String... properties) {
		return start(TestDatabase.create(), configuration, properties);
	}

	static TwoNodes start(TestDatabase database, Class<?> configuration, String... properties) {
		TestApplication first = TestApplication.start(database, configuration, properties);
		try {
			return new TwoNodes(database, first, TestApplication.start(database, configuration, properties));
		}
		catch (RuntimeException ex) {
			first.close();
			throw ex;
		}
	}

	TestApplication first() {
		return this.first;
	}

	TestApplication second() {
		return this.second;
	}

	TestDatabase database() {
		return this.database;
	}

	/** Wait until both hear what is notified. */
	TwoNodes awaitListening() {
		for (TestApplication node : List.of(this.first, this.second)) {
			Awaitility.await().until(() -> node.context().getBean(NodeNews.class).isListening());
		}
		return this;
	}

	/** A client that subscribes to the main list, and has got its first message. */
	static StompClient subscriber(TestApplication node, String user, String clientId) {
		StompClient client = StompClient.open(node.pokeUri(), "Authorization", TestApplication.basic(user));
		client.connect().subscribe("s1", "/spaces/todo/main", clientId).awaitFrame("subscription:s1");
		return client;
	}

	/** How many connections the nodes hold for their news. */
	long newsConnections() {
		return number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
				+ "(application_name IN ('synced-store-listen', 'synced-store-notify') OR query ILIKE '%LISTEN%' "
				+ "AND pid <> pg_backend_pid())");
	}

	/** Cut the connections that listen. */
	long killListeners() {
		return number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = "
				+ "current_database() AND application_name = 'synced-store-listen'");
	}

	private long number(String sql) {
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getLong(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Every frame that does not follow the one before it. */
	static List<String> gaps(StompClient client) {
		List<String> gaps = new ArrayList<>();
		long version = -1;
		for (String frame : client.frames()) {
			Matcher range = RANGE.matcher(frame);
			if (!range.find()) {
				continue;
			}
			long min = Long.parseLong(range.group(1));
			long max = Long.parseLong(range.group(2));
			if (version >= 0 && (max < version || (min <= max && (min > version + 1 || max == version)))) {
				gaps.add("after " + version + ": " + min + " to " + max);
			}
			version = max;
		}
		return gaps;
	}

	@Override
	public void close() {
		try {
			this.first.close();
		}
		finally {
			this.second.close();
		}
	}

}
