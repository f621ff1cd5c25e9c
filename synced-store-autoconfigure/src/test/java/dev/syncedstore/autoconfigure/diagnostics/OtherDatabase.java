package dev.syncedstore.autoconfigure.diagnostics;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.logging.Logger;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;

/**
 * A database that says that it is H2, and can do nothing else.
 */
final class OtherDatabase implements DataSource {

	static EntityManagerFactory entityManagerFactory() {
		return proxy(EntityManagerFactory.class, (proxy, method, arguments) -> switch (method.getName()) {
			case "equals" -> proxy == arguments[0];
			case "hashCode" -> 1;
			case "toString" -> "factory";
			default -> null;
		});
	}

	@Override
	public Connection getConnection() {
		DatabaseMetaData metaData = proxy(DatabaseMetaData.class,
				(proxy, method, arguments) -> method.getName().equals("getDatabaseProductName") ? "H2" : null);
		return proxy(Connection.class,
				(proxy, method, arguments) -> method.getName().equals("getMetaData") ? metaData : null);
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	@Override
	public Connection getConnection(String username, String password) {
		return getConnection();
	}

	@Override
	public PrintWriter getLogWriter() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void setLogWriter(PrintWriter out) {
	}

	@Override
	public void setLoginTimeout(int seconds) {
	}

	@Override
	public int getLoginTimeout() {
		return 0;
	}

	@Override
	public Logger getParentLogger() {
		return Logger.getGlobal();
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return false;
	}

}
