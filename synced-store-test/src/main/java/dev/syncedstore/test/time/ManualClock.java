package dev.syncedstore.test.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved. Thread-safe.
 */
public final class ManualClock extends Clock {

	private volatile Instant now;

	/**
	 * Create a clock.
	 * @param start what it shows at first
	 */
	public ManualClock(Instant start) {
		this.now = start;
	}

	/**
	 * Move the clock.
	 * @param by how far; a negative duration turns it back, as somebody may who sets the
	 * time of a computer
	 */
	public void advance(Duration by) {
		this.now = this.now.plus(by);
	}

	/**
	 * Set the clock.
	 * @param to what it shows from now on
	 */
	public void set(Instant to) {
		this.now = to;
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException("A manual clock has one zone, UTC: convert its instants instead");
	}

}
