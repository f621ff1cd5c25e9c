package dev.syncedstore.test.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The latest things that have happened in a world, for whoever has to find out why a test
 * failed.
 */
final class Story {

	private static final int MAX_LINES = 200;

	private final Clock clock;

	private final Instant start;

	private final Deque<String> lines = new ArrayDeque<>();

	Story(Clock clock) {
		this.clock = clock;
		this.start = clock.instant();
	}

	void add(String what) {
		this.lines.add(Duration.between(this.start, this.clock.instant()).toMillis() + " ms " + what);
		if (this.lines.size() > MAX_LINES) {
			this.lines.remove();
		}
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}
