package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.syncedstore.server.Quotas;
import dev.syncedstore.server.TokenBucket;

/**
 * Counts the calls that each user begins on this node, for each store type. Only the
 * latest users are remembered: whoever was forgotten begins with a full allowance.
 * Thread-safe.
 */
final class ActionRates {

	private static final int REMEMBERED = 20_000;

	private static final int SECONDS = 60;

	private final Quotas quotas;

	private final LongSupplier nanoTime;

	private final Map<Caller, TokenBucket> allowances = new LinkedHashMap<>(16, 0.75f, true);

	ActionRates(Quotas quotas, LongSupplier nanoTime) {
		this.quotas = quotas;
		this.nanoTime = nanoTime;
	}

	/**
	 * Begin a call, if the user may now.
	 * @return how long to wait for that, zero if it was begun
	 */
	synchronized Duration begin(String userId, String storeType) {
		int most = this.quotas.of(storeType).actionsPerMinute();
		if (most == 0) {
			return Duration.ZERO;
		}
		long now = this.nanoTime.getAsLong();
		TokenBucket allowance = this.allowances.computeIfAbsent(new Caller(userId, storeType),
				(caller) -> new TokenBucket(most, SECONDS, now));
		forgetOldest();
		Duration wait = allowance.untilOne(now);
		if (wait.isZero()) {
			allowance.take(1, now);
		}
		return wait;
	}

	private void forgetOldest() {
		if (this.allowances.size() > REMEMBERED) {
			Iterator<Caller> oldest = this.allowances.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
	}

	private record Caller(String userId, String storeType) {
	}

}
