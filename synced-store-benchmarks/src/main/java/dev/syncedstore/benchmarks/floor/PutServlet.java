package dev.syncedstore.benchmarks.floor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Stores the body under {@code id} in one commit, tells everybody in {@code room} in a
 * frame of {@code frame} bytes, and answers.
 */
final class PutServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private static final String UPSERT = "INSERT INTO floor (id, text, version) VALUES (?, ?, ?) "
			+ "ON CONFLICT (id) DO UPDATE SET text = excluded.text, version = excluded.version";

	private final transient DataSource dataSource;

	private final transient Audience audience;

	private final AtomicLong versions = new AtomicLong();

	PutServlet(DataSource dataSource, Audience audience) {
		this.dataSource = dataSource;
		this.audience = audience;
	}

	@Override
	protected void doPost(HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		String text = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		long version = this.versions.incrementAndGet();
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(UPSERT)) {
			statement.setString(1, request.getParameter("id"));
			statement.setString(2, text);
			statement.setLong(3, version);
			statement.executeUpdate();
		}
		catch (SQLException ex) {
			throw new ServletException(ex);
		}
		this.audience.tell(request.getParameter("room"),
				frame(version, Integer.parseInt(request.getParameter("frame"))));
		byte[] answer = ("{\"version\":" + version + "}").getBytes(StandardCharsets.UTF_8);
		response.setContentType("application/json");
		response.setContentLength(answer.length);
		response.getOutputStream().write(answer);
	}

	private static String frame(long version, int bytes) {
		String begin = "{\"max_included_version\":" + version + ",\"text\":\"";
		String end = "\"}";
		return begin + "x".repeat(Math.max(0, bytes - begin.length() - end.length())) + end;
	}

}
