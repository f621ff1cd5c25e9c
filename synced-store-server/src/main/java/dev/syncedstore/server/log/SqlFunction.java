package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Something done on a connection.
 *
 * @param <R> the type of the result
 */
@FunctionalInterface
interface SqlFunction<R extends @Nullable Object> {

	R apply(Connection connection) throws SQLException;

}
