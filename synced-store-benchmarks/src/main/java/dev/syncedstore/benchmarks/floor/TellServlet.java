package dev.syncedstore.benchmarks.floor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Sends the body to everybody in {@code room} as a frame, and stores nothing.
 */
final class TellServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private final transient Audience audience;

	TellServlet(Audience audience) {
		this.audience = audience;
	}

	@Override
	protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.audience.tell(request.getParameter("room"),
				new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		response.setContentLength(0);
	}

}
