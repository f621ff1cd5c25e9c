package dev.syncedstore.server.poke.stomp;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How often each side lets the other hear from it.
 *
 * @param sendMillis how often the server sends something, 0 for never
 * @param expectMillis how often the client does, 0 for never
 */
record HeartBeats(long sendMillis, long expectMillis) {

	static final long SERVER_MILLIS = Duration.ofSeconds(10).toMillis();

	/** Before the client has said anything. */
	static final HeartBeats NONE = new HeartBeats(0, 0);

	private static final int MAX_DIGITS = 9;

	/**
	 * Agree with a client.
	 * @param header the client's {@code heart-beat} header: what it can do, what it wants
	 * @return the agreement
	 * @throws IllegalArgumentException if the header is malformed
	 */
	static HeartBeats agree(@Nullable String header) {
		if (header == null) {
			return NONE;
		}
		int comma = header.indexOf(',');
		if (comma < 0) {
			throw new IllegalArgumentException("heart-beat must be two numbers with a comma between");
		}
		return new HeartBeats(agree(number(header.substring(comma + 1))), agree(number(header.substring(0, comma))));
	}

	private static long agree(long clientMillis) {
		return (clientMillis == 0) ? 0 : Math.max(clientMillis, SERVER_MILLIS);
	}

	private static long number(String text) {
		String digits = text.strip();
		if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			throw new IllegalArgumentException("heart-beat must be two numbers with a comma between");
		}
		return Long.parseLong(digits);
	}

	/**
	 * Whether a client that should be heard has been silent for two and a half intervals.
	 */
	boolean isSilent(long now, long lastHeardAt) {
		return this.expectMillis > 0 && (now - lastHeardAt) * 2 > this.expectMillis * 5;
	}

	/**
	 * After how much silence the server sends something, given that it looks once a
	 * second.
	 */
	long sendAfterMillis() {
		return (this.sendMillis > 0) ? this.sendMillis - Duration.ofSeconds(1).toMillis() : 0;
	}

}
