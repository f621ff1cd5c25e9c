package dev.syncedstore.client.stomp;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One frame.
 *
 * @param command the command
 * @param headers the headers, in order
 * @param body the body, often empty
 */
public record StompFrame(String command, Map<String, String> headers, String body) {

	public StompFrame {
		headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
	}

	/**
	 * The value of a header.
	 * @param name the header's name
	 * @return the value, or an empty string without such a header
	 */
	public String header(String name) {
		return this.headers.getOrDefault(name, "");
	}

	/**
	 * The frame as it is sent.
	 * @return the text, with the closing NUL
	 */
	public String encode() {
		StringBuilder text = new StringBuilder(this.command).append('\n');
		this.headers
			.forEach((name, value) -> text.append(escaped(name)).append(':').append(escaped(value)).append('\n'));
		if (!this.body.isEmpty()) {
			text.append("content-length:").append(this.body.getBytes(StandardCharsets.UTF_8).length).append('\n');
		}
		return text.append('\n').append(this.body).append('\0').toString();
	}

	/** For compatibility with STOMP 1.0, these two frames have no escapes. */
	static boolean hasEscapes(String command) {
		return !command.equals("CONNECT") && !command.equals("CONNECTED");
	}

	private String escaped(String text) {
		if (!hasEscapes(this.command)) {
			return text.replace("\n", "").replace("\r", "");
		}
		return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace(":", "\\c");
	}

}
