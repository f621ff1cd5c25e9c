package dev.syncedstore.benchmarks.driver;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer of HTTP.
 *
 * @param status its status
 * @param headers its header lines
 * @param body its bytes, not copied
 */
public record HttpAnswer(int status, List<String> headers, byte[] body) {

	private static final int OK = 200;

	/**
	 * Insist on success.
	 * @return this
	 */
	public HttpAnswer ok() {
		if (this.status != OK) {
			throw new IllegalStateException("The server answered " + this.status + ": " + text());
		}
		return this;
	}

	/**
	 * The body as text.
	 * @return the text
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * All values of a header.
	 * @param name its name
	 * @return its values
	 */
	public List<String> header(String name) {
		return this.headers.stream()
			.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((line) -> line.substring(name.length() + 1).strip())
			.toList();
	}

}
