package dev.syncedstore.server.web;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps redirects, error pages and challenges back, and remembers that there was one.
 * Whatever has a body passes through.
 */
final class CapturedResponse extends HttpServletResponseWrapper {

	private static final String CHALLENGE = "WWW-Authenticate";

	private static final int UNAUTHORIZED = 401;

	private static final int FIRST_ERROR = 400;

	private @Nullable Integer sent;

	private boolean hasBody;

	CapturedResponse(HttpServletResponse response) {
		super(response);
	}

	/**
	 * The status of a failure that has no body yet.
	 * @return the status, or {@code null} if there is no failure or it has a body
	 */
	@Nullable Integer failure() {
		if (this.sent != null) {
			return this.sent;
		}
		return (!this.hasBody && getStatus() >= FIRST_ERROR) ? Integer.valueOf(getStatus()) : null;
	}

	@Override
	public void sendError(int status) throws IOException {
		sendError(status, null);
	}

	@Override
	public void sendError(int status, @Nullable String text) {
		if (this.sent == null) {
			this.sent = status;
		}
	}

	@Override
	public void sendRedirect(String location) {
		// Nothing here moves: it is the way to a login page.
		sendError(UNAUTHORIZED, null);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) {
		sendError(UNAUTHORIZED, null);
	}

	@Override
	public boolean isCommitted() {
		return this.sent != null || super.isCommitted();
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		// A browser would ask for a password in a window of its own.
		if (!name.equalsIgnoreCase(CHALLENGE)) {
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		if (!name.equalsIgnoreCase(CHALLENGE)) {
			super.addHeader(name, value);
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		this.hasBody = true;
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		this.hasBody = true;
		return super.getWriter();
	}

}
