package dev.syncedstore.server.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Keeps Flyway from changing the search path of sessions. The path would outlive the
 * migration where a pooler hands out sessions by the transaction, as it is set and reset
 * on whichever session comes, and then the application's own tables are looked for in our
 * schema. Our scripts name the schema of each table, so a path for the transaction alone
 * will do.
 */
final class LocalSearchPath extends DelegatingDataSource {

	private static final String OF_THE_SESSION = "set_config('search_path', ?, false)";

	private static final String OF_THE_TRANSACTION = "set_config('search_path', ?, true)";

	LocalSearchPath(DataSource dataSource) {
		super(dataSource);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return guard(super.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return guard(super.getConnection(username, password));
	}

	private static Connection guard(Connection connection) {
		return (Connection) Proxy.newProxyInstance(LocalSearchPath.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, args) -> invoke(connection, method, args));
	}

	private static Object invoke(Connection connection, Method method, Object[] args) throws Throwable {
		if (method.getName().equals("prepareStatement") && args[0] instanceof String sql) {
			args[0] = sql.replace(OF_THE_SESSION, OF_THE_TRANSACTION);
		}
		try {
			return method.invoke(connection, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
