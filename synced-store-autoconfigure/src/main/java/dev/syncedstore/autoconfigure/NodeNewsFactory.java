package dev.syncedstore.autoconfigure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;

import javax.sql.DataSource;

import dev.syncedstore.server.nodes.NewsConnections;
import dev.syncedstore.server.nodes.NewsObserver;
import dev.syncedstore.server.nodes.NewsParts;
import dev.syncedstore.server.nodes.NodeNews;
import dev.syncedstore.server.poke.PokeHub;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.ClassUtils;

/**
 * Finds out how a node can hear of the commits of others.
 *
 * @param dataSource the data source for listening, if the application has one
 * @param details where the database is, if that is known
 * @param observer is told what happens
 */
record NodeNewsFactory(@Nullable DataSource dataSource, @Nullable JdbcConnectionDetails details,
		NewsObserver observer) {

	private static final Logger logger = LoggerFactory.getLogger(NodeNewsFactory.class);

	private static final String DRIVER_CLASS = "org.postgresql.PGConnection";

	private static final int CONNECT_TIMEOUT_SECONDS = 10;

	static NodeNewsFactory of(ObjectProvider<DataSource> listenerDataSources,
			ObjectProvider<JdbcConnectionDetails> details, ObjectProvider<NewsObserver> observer) {
		return new NodeNewsFactory(listenerDataSources.getIfAvailable(), details.getIfUnique(),
				observer.getIfUnique(() -> NewsObserver.NONE));
	}

	NodeNews create(SyncedStoreProperties properties, PokeHub hub) {
		return switch (properties.notifyMode()) {
			case OFF -> NodeNews.off(hub);
			case POLL -> NodeNews.polling(hub);
			case LISTEN -> listen(properties.schema(), hub);
		};
	}

	private NodeNews listen(String schema, PokeHub hub) {
		NewsConnections connections = connections();
		if (connections == null || !ClassUtils.isPresent(DRIVER_CLASS, NodeNewsFactory.class.getClassLoader())) {
			logger.warn("There is no connection to listen for commits of other nodes with, so the database is asked "
					+ "twice a second. {} If there is only one node, set synced-store.notify to off; to accept this, "
					+ "set it to poll",
					(connections == null)
							? "Configure the database by spring.datasource.url, or define a DataSource bean that is "
									+ "annotated with @SyncedStoreListener."
							: "Add PostgreSQL's JDBC driver, org.postgresql:postgresql.");
			return NodeNews.polling(hub);
		}
		// Stores in other schemas of the same database have nothing to do with this one.
		return NodeNews.listening(new NewsParts(hub, connections, schema, UUID.randomUUID().toString(), this.observer));
	}

	private @Nullable NewsConnections connections() {
		DataSource known = this.dataSource;
		if (known != null) {
			return known::getConnection;
		}
		JdbcConnectionDetails where = this.details;
		return (where != null) ? () -> connect(where) : null;
	}

	/** Asked for again each time, as passwords may change. */
	private static Connection connect(JdbcConnectionDetails details) throws SQLException {
		Properties properties = new Properties();
		String username = details.getUsername();
		String password = details.getPassword();
		if (username != null) {
			properties.setProperty("user", username);
		}
		if (password != null) {
			properties.setProperty("password", password);
		}
		properties.setProperty("tcpKeepAlive", "true");
		properties.setProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
		properties.setProperty("loginTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
		return DriverManager.getConnection(details.getJdbcUrl(), properties);
	}

}
