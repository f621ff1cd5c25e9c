package dev.syncedstore.server.nodes;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens the connections that a node sends and hears news by. They are kept open for as
 * long as the node runs, must lead to the server itself and not to a pooler that hands
 * out sessions by the transaction, and must be PostgreSQL's own driver's or unwrap to it.
 * A {@code DataSource}'s {@code getConnection} will do.
 */
@FunctionalInterface
public interface NewsConnections {

	/**
	 * Open a connection. Called by threads of the node's own; may block.
	 * @return a connection that the caller closes
	 * @throws SQLException if that is not possible at the moment
	 */
	Connection open() throws SQLException;

}
