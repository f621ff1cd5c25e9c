package dev.syncedstore.server.poke;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.access.SpaceOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may open a space at one moment: each user is asked about once. Made after the
 * commits that are about to be sent, so that whoever lost access by one of them does not
 * get it. Belongs to one thread.
 */
final class AccessView {

	private static final Logger logger = LoggerFactory.getLogger(AccessView.class);

	private static final long WARNING_MILLIS = Duration.ofSeconds(10).toMillis();

	private final PokeParts parts;

	/**
	 * When a failure was last told: one that lasts hits every subscriber, every second.
	 */
	private final AtomicLong warnedAt;

	private final SpaceId space;

	private final Map<String, Access> known = new HashMap<>();

	AccessView(SpaceChannel.Tools tools, SpaceId space) {
		this.parts = tools.parts();
		this.warnedAt = tools.policyWarnedAt();
		this.space = space;
	}

	Access of(String userId) {
		return this.parts.everyoneMayOpen() ? Access.ALLOWED : this.known.computeIfAbsent(userId, this::ask);
	}

	private Access ask(String userId) {
		try {
			return this.parts.policy().allows(this.space, userId, SpaceOperation.OPEN) ? Access.ALLOWED : Access.DENIED;
		}
		catch (RuntimeException ex) {
			warn(ex);
			return Access.UNKNOWN;
		}
	}

	private void warn(RuntimeException failure) {
		long now = this.parts.clock().millis();
		long before = this.warnedAt.get();
		if (now - before >= WARNING_MILLIS && this.warnedAt.compareAndSet(before, now)) {
			logger.warn("The SpaceAccessPolicy failed for space {}: subscribers get nothing until it answers",
					this.space, failure);
		}
	}

	/**
	 * What the policy says.
	 */
	enum Access {

		/** Yes. */
		ALLOWED,

		/** No. */
		DENIED,

		/** Nothing: it failed. */
		UNKNOWN

	}

}
