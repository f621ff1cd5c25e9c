package dev.syncedstore.benchmarks.driver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A frame of STOMP that a server has sent.
 *
 * @param command the command
 * @param head the lines of its headers
 * @param body the body, valid as long as what it was read from
 */
record StompMessage(String command, String head, ByteBuffer body) {

	/**
	 * Read a frame.
	 * @param text what came
	 * @return the frame, or {@code null} for a heart-beat
	 */
	static @Nullable StompMessage read(ByteBuffer text) {
		int end = text.limit();
		if (text.remaining() < 2) {
			return null;
		}
		int bodyAt = text.position() + 1;
		while (text.get(bodyAt - 1) != '\n' || text.get(bodyAt) != '\n') {
			bodyAt++;
			if (bodyAt >= end) {
				throw new IllegalArgumentException("No STOMP: " + StandardCharsets.UTF_8.decode(text));
			}
		}
		String head = new String(text.array(), text.arrayOffset() + text.position(), bodyAt - text.position(),
				StandardCharsets.UTF_8);
		int line = head.indexOf('\n');
		return new StompMessage(head.substring(0, line), head.substring(line + 1),
				text.slice(bodyAt + 1, Math.max(0, end - bodyAt - 2)));
	}

	/**
	 * A header.
	 * @param name its name
	 * @return its value, or {@code null}
	 */
	@Nullable String header(String name) {
		int at = 0;
		while (at < this.head.length()) {
			int end = this.head.indexOf('\n', at);
			if (this.head.startsWith(name, at) && this.head.charAt(at + name.length()) == ':') {
				return this.head.substring(at + name.length() + 1, end);
			}
			at = end + 1;
		}
		return null;
	}

}
