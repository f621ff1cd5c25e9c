package dev.syncedstore.server.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Binds one parameter of a statement after the other, each of them a column of some rows:
 * of several rows as an array, of one as it is, of none not at all.
 */
final class SetParameters {

	private final Connection connection;

	private final PreparedStatement statement;

	private int last;

	SetParameters(Connection connection, PreparedStatement statement) {
		this.connection = connection;
		this.statement = statement;
	}

	<T> void longs(List<T> rows, Function<T, Long> column) throws SQLException {
		add(Type.LONG, rows, column, new Long[0]);
	}

	<T> void shorts(List<T> rows, Function<T, Short> column) throws SQLException {
		add(Type.SHORT, rows, column, new Short[0]);
	}

	<T> void texts(List<T> rows, Function<T, @Nullable String> column) throws SQLException {
		add(Type.TEXT, rows, column, new String[0]);
	}

	<T> void bytes(List<T> rows, Function<T, byte[]> column) throws SQLException {
		add(Type.BYTES, rows, column, new byte[0][]);
	}

	private <T, C> void add(Type type, List<T> rows, Function<T, @Nullable C> column, C[] array) throws SQLException {
		if (rows.size() == 1) {
			this.statement.setObject(++this.last, column.apply(rows.get(0)), type.code);
		}
		else if (!rows.isEmpty()) {
			this.statement.setArray(++this.last, this.connection.createArrayOf(type.name,
					rows.stream().map(column).toArray((size) -> Arrays.copyOf(array, size))));
		}
	}

	/**
	 * The types of columns.
	 */
	private enum Type {

		LONG("int8", Types.BIGINT), SHORT("int2", Types.SMALLINT), TEXT("text", Types.VARCHAR),
		BYTES("bytea", Types.BINARY);

		private final String name;

		private final int code;

		Type(String name, int code) {
			this.name = name;
			this.code = code;
		}

	}

}
