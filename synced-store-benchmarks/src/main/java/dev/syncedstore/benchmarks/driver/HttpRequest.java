package dev.syncedstore.benchmarks.driver;

import java.nio.charset.StandardCharsets;

/**
 * Requests as bytes.
 */
public final class HttpRequest {

	private HttpRequest() {
	}

	/**
	 * A GET.
	 * @param path of the resource
	 * @param session who asks
	 * @return the request
	 */
	public static byte[] get(String path, UserSession session) {
		return bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + session.headers() + "\r\n");
	}

	/**
	 * A POST of JSON.
	 * @param path of the resource
	 * @param session who asks
	 * @param json the body
	 * @return the request
	 */
	public static byte[] post(String path, UserSession session, String json) {
		return post(path, session.headers() + "Content-Type: application/json\r\n", json);
	}

	/**
	 * A POST of anything.
	 * @param path of the resource
	 * @param headers lines, each ended
	 * @param body the body
	 * @return the request
	 */
	static byte[] post(String path, String headers, String body) {
		return bytes("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: "
				+ body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
