package dev.syncedstore.server;

import java.time.Duration;

/**
 * An allowance that grows with time up to so many seconds' worth. It may be overdrawn
 * once. Not thread-safe.
 */
public final class TokenBucket {

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
	public TokenBucket(double most, int seconds, long now) {
		this.most = most;
		this.perSecond = most / seconds;
		this.left = most;
		this.countedAt = now;
	}

	/**
	 * Take something.
	 * @param amount how much, possibly more than is left
	 * @param now the time
	 */
	public void take(long amount, long now) {
		refill(now);
		this.left -= amount;
	}

	/**
	 * How long it takes until something may be taken.
	 * @param now the time
	 * @return zero if that is now
	 */
	public Duration untilPositive(long now) {
		refill(now);
		return (this.left > 0) ? Duration.ZERO
				: Duration.ofNanos(1 + (long) (-this.left / this.perSecond * NANOS_PER_SECOND));
	}

	/**
	 * How long it takes until one may be taken without overdrawing it.
	 * @param now the time
	 * @return zero if that is now
	 */
	public Duration untilOne(long now) {
		refill(now);
		return (this.left >= 1) ? Duration.ZERO
				: Duration.ofNanos(1 + (long) ((1 - this.left) / this.perSecond * NANOS_PER_SECOND));
	}

	private void refill(long now) {
		this.left = Math.min(this.most, this.left + (now - this.countedAt) / NANOS_PER_SECOND * this.perSecond);
		this.countedAt = now;
	}

}
