package dev.syncedstore.benchmarks.driver;

import java.io.IOException;
import java.util.stream.Collectors;

/**
 * A user who has signed in, once.
 *
 * @param userId who it is
 * @param headers header lines that prove it, each ended: the session's cookie and the
 * CSRF token
 */
public record UserSession(String userId, String headers) {

	/** Where nobody signs in. */
	public static final UserSession NONE = new UserSession("", "");

	private static final int FOUND = 302;

	/**
	 * Sign in by the form, as browsers do.
	 * @param loop serves the connection
	 * @param port of the server
	 * @param userId the user, whose name is the password
	 * @return the session
	 * @throws IOException if the server doesn't let the user in
	 */
	public static UserSession signIn(EventLoop loop, int port, String userId) throws IOException {
		try (HttpConnection connection = HttpConnection.open(loop, port)) {
			HttpAnswer login = connection
				.exchange(HttpRequest.post("/login", "Content-Type: application/x-www-form-urlencoded\r\n",
						"username=" + userId + "&password=" + userId));
			if (login.status() != FOUND || login.header("Location").get(0).contains("error")) {
				throw new IOException("Signing in was answered by " + login.status() + " " + login.text());
			}
			String cookies = login.header("Set-Cookie")
				.stream()
				.map((cookie) -> cookie.substring(0, cookie.indexOf(';')))
				.collect(Collectors.joining("; ", "Cookie: ", "\r\n"));
			HttpAnswer token = connection.exchange(HttpRequest.get("/csrf", new UserSession(userId, cookies))).ok();
			return new UserSession(userId, cookies + "X-CSRF-TOKEN: " + token.text() + "\r\n");
		}
	}

}
