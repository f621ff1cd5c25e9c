package dev.syncedstore.test.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The latest things that have happened in a run, for whoever has to find out why it
 * failed.
 */
final class Trace {

	private static final int MAX_LINES = 400;

	private static final int MAX_LENGTH = 400;

	private final Clock clock;

	private final Instant start;

	private final boolean enabled;

	private final Deque<String> lines = new ArrayDeque<>();

	Trace(Clock clock, boolean enabled) {
		this.clock = clock;
		this.start = clock.instant();
		this.enabled = enabled;
	}

	/**
	 * Something happens.
	 * @param who to whom
	 * @param what what
	 */
	void add(String who, Object... what) {
		if (this.enabled) {
			StringBuilder line = new StringBuilder();
			line.append(Duration.between(this.start, this.clock.instant()).toMillis()).append(" ms ").append(who);
			for (Object part : what) {
				line.append(' ').append(part);
			}
			this.lines.add((line.length() > MAX_LENGTH) ? line.substring(0, MAX_LENGTH) + "..." : line.toString());
			if (this.lines.size() > MAX_LINES) {
				this.lines.remove();
			}
		}
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}
