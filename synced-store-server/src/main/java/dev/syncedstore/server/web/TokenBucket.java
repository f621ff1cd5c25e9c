package dev.syncedstore.server.web;

import java.time.Duration;

/**
 * An allowance that grows with time up to so many seconds' worth. It may be overdrawn
 * once. Not thread-safe.
 */
final class TokenBucket {

	private static final double NANOS_PER_SECOND = 1e9;

	private final double most;

	private final double perSecond;

	private double left;

	private long countedAt;

	/**
	 * Create a full one.
	 * @param most the most it may hold
	 * @param seconds in how many seconds it fills
	 * @param now the time
	 */
	TokenBucket(double most, int seconds, long now) {
		this.most = most;
		this.perSecond = most / seconds;
		this.left = most;
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
		this.left = Math.min(this.most, this.left + (now - this.countedAt) / NANOS_PER_SECOND * this.perSecond);
		this.countedAt = now;
	}

}
