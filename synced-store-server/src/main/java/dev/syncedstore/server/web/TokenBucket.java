package dev.syncedstore.server.web;

import java.time.Duration;

/**
 * An allowance that grows with time up to ten seconds' worth. It may be overdrawn once.
 * Not thread-safe.
 */
final class TokenBucket {

	private static final int SECONDS = 10;

	private static final double NANOS_PER_SECOND = 1e9;

	private final double perSecond;

	private double left;

	private long countedAt;

	TokenBucket(long perSecond, long now) {
		this.perSecond = perSecond;
		this.left = (double) SECONDS * perSecond;
		this.countedAt = now;
	}

	void take(long amount, long now) {
		refill(now);
		this.left -= amount;
	}

	/** How long it takes until something may be taken; zero if that is now. */
	Duration untilPositive(long now) {
		refill(now);
		return (this.left > 0) ? Duration.ZERO
				: Duration.ofNanos(1 + (long) (-this.left / this.perSecond * NANOS_PER_SECOND));
	}

	private void refill(long now) {
		this.left = Math.min(SECONDS * this.perSecond,
				this.left + (now - this.countedAt) / NANOS_PER_SECOND * this.perSecond);
		this.countedAt = now;
	}

}
