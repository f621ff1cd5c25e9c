package dev.syncedstore.server.nodes;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How connections end.
 */
final class Connections {

	private static final Logger logger = LoggerFactory.getLogger(Connections.class);

	private Connections() {
	}

	/**
	 * Close a connection that may be broken.
	 */
	static void close(@Nullable Connection connection) {
		try {
			if (connection != null) {
				connection.close();
			}
		}
		catch (SQLException ex) {
			logger.trace("A connection could not be closed", ex);
		}
	}

	/**
	 * Close a connection that another thread may be waiting on.
	 */
	static void abort(@Nullable Connection connection) {
		try {
			if (connection != null) {
				connection.abort(Runnable::run);
			}
		}
		catch (SQLException ex) {
			logger.trace("A connection could not be aborted", ex);
		}
	}

}
