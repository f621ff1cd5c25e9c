package dev.syncedstore.benchmarks.floor;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Sends the shared entries of a space that are younger than a version, as any program
 * would: read by JDBC, and written as JSON while they are read, all in one response.
 */
final class RowsServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private static final String SELECT = """
			SELECT key, value FROM synced_store.entry
			WHERE space_id = (SELECT id FROM synced_store.space WHERE store_type = ? AND instance_id = ?)
			AND visibility = 0 AND version > ? AND value IS NOT NULL ORDER BY version, key""";

	private static final int FETCH_SIZE = 1_000;

	private final transient DataSource dataSource;

	private final transient JsonFactory json = new JsonFactory();

	RowsServlet(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	protected void doGet(HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		try (Connection connection = this.dataSource.getConnection()) {
			// Only in a transaction do rows come as they are read.
			connection.setAutoCommit(false);
			try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
				statement.setFetchSize(FETCH_SIZE);
				statement.setString(1, request.getParameter("type"));
				statement.setString(2, request.getParameter("instance"));
				statement.setLong(3, Long.parseLong(request.getParameter("after")));
				response.setContentType("application/json");
				try (ResultSet rows = statement.executeQuery();
						JsonGenerator out = this.json.createGenerator(ObjectWriteContext.empty(),
								response.getOutputStream())) {
					write(rows, out);
				}
			}
			connection.commit();
		}
		catch (SQLException ex) {
			throw new ServletException(ex);
		}
	}

	private static void write(ResultSet rows, JsonGenerator out) throws SQLException {
		out.writeStartArray();
		while (rows.next()) {
			out.writeStartObject();
			out.writeStringProperty("key", rows.getString(1));
			out.writeName("value");
			out.writeRawValue(rows.getString(2));
			out.writeEndObject();
		}
		out.writeEndArray();
	}

}
