package dev.syncedstore.server.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.syncedstore.server.TokenBucket;
import org.jspecify.annotations.Nullable;

/**
 * Counts what each user sends to this node. Of users, only the latest are remembered:
 * whoever was forgotten begins with a full allowance. Thread-safe.
 */
final class UserRates {

	private static final int REMEMBERED_USERS = 20_000;

	private static final int SECONDS = 10;

	private static final int SECONDS_PER_MINUTE = 60;

	private final RequestLimits limits;

	private final LongSupplier nanoTime;

	private final Map<String, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true);

	/** Of users that have any. */
	private final Map<String, Integer> underWay = new HashMap<>();

	/**
	 * Create it.
	 * @param limits what users may take
	 * @param nanoTime a clock that is never set
	 */
	UserRates(RequestLimits limits, LongSupplier nanoTime) {
		this.limits = limits;
		this.nanoTime = nanoTime;
	}

	/**
	 * Begin a request, to be {@linkplain #end ended}, if the user may make it now.
	 * @param userId the user
	 * @param kind what it asks for
	 * @return why not, or {@code null}
	 */
	synchronized @Nullable Excess begin(String userId, Route.Name kind) {
		if (this.underWay.getOrDefault(userId, 0) >= this.limits.perUser()) {
			return new Excess("The user has " + this.limits.perUser() + " requests under way already",
					Duration.ofSeconds(1));
		}
		long now = this.nanoTime.getAsLong();
		Allowance allowance = this.allowances.computeIfAbsent(userId, (user) -> new Allowance(this.limits, now));
		forgetOldest();
		Excess excess = allowance.take(kind, now);
		if (excess == null) {
			this.underWay.merge(userId, 1, Integer::sum);
		}
		return excess;
	}

	/**
	 * Charge the size of a request that was begun. A request may be larger than what is
	 * left; the next one then has to wait.
	 */
	synchronized void received(String userId, long bytes) {
		Allowance allowance = this.allowances.get(userId);
		if (allowance != null) {
			allowance.bytes.take(bytes, this.nanoTime.getAsLong());
		}
	}

	/** A request that was begun has been answered. */
	synchronized void end(String userId) {
		this.underWay.computeIfPresent(userId, (user, count) -> (count > 1) ? count - 1 : null);
	}

	private void forgetOldest() {
		if (this.allowances.size() > REMEMBERED_USERS) {
			Iterator<String> oldest = this.allowances.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
	}

	synchronized int rememberedUsers() {
		return this.allowances.size();
	}

	/**
	 * Why a request may not be made now.
	 *
	 * @param detail why, for people
	 * @param retryAfter when it may be made
	 */
	record Excess(String detail, Duration retryAfter) {
	}

	/**
	 * What one user may still send.
	 */
	private static final class Allowance {

		private final TokenBucket pushes;

		private final TokenBucket pulls;

		private final TokenBucket actions;

		private final TokenBucket bytes;

		Allowance(RequestLimits limits, long now) {
			this.pushes = new TokenBucket((double) SECONDS * limits.pushesPerSecond(), SECONDS, now);
			this.pulls = new TokenBucket((double) SECONDS * limits.pullsPerSecond(), SECONDS, now);
			this.actions = new TokenBucket(limits.actionsPerMinute(), SECONDS_PER_MINUTE, now);
			this.bytes = new TokenBucket((double) SECONDS * limits.bytesPerSecond(), SECONDS, now);
		}

		@Nullable Excess take(Route.Name kind, long now) {
			TokenBucket requests = switch (kind) {
				case PUSH -> this.pushes;
				case PULL -> this.pulls;
				case ACTION -> this.actions;
			};
			Duration wait = this.bytes.untilPositive(now);
			if (!wait.isZero()) {
				return new Excess("The user has sent too many bytes lately", wait);
			}
			wait = requests.untilPositive(now);
			if (!wait.isZero()) {
				return new Excess("The user has sent too many " + name(kind) + " lately", wait);
			}
			requests.take(1, now);
			return null;
		}

		private static String name(Route.Name kind) {
			return switch (kind) {
				case PUSH -> "pushes";
				case PULL -> "pulls";
				case ACTION -> "calls of actions";
			};
		}

	}

}
