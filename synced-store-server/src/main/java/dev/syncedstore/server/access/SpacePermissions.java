package dev.syncedstore.server.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * What users may do in one space, as decided after one of its commits and before the
 * next. Thread-safe.
 */
final class SpacePermissions {

	private static final String UNKNOWN_EPOCH = "";

	private final String epoch;

	private final long version;

	private final long recheckMillis;

	/** When each permission was asked for. */
	private final Map<Right, Long> askedAt = new ConcurrentHashMap<>();

	/**
	 * Create permissions that may be older than any commit.
	 * @param recheckMillis how long they are believed
	 */
	SpacePermissions(long recheckMillis) {
		this(UNKNOWN_EPOCH, -1, recheckMillis);
	}

	private SpacePermissions(String epoch, long version, long recheckMillis) {
		this.epoch = epoch;
		this.version = version;
		this.recheckMillis = recheckMillis;
	}

	boolean has(String userId, SpaceOperation operation, long now) {
		Long then = this.askedAt.get(new Right(userId, operation));
		return then != null && now - then < this.recheckMillis;
	}

	void decided(String userId, SpaceOperation operation, boolean allowed, long began) {
		if (allowed && this.recheckMillis > 0) {
			this.askedAt.put(new Right(userId, operation), began);
		}
		else {
			this.askedAt.remove(new Right(userId, operation));
		}
	}

	/**
	 * Those of these that count after a commit: all of them, if it is not a later one.
	 */
	SpacePermissions after(String epoch, long version) {
		return (this.epoch.equals(epoch) && this.version >= version) ? this
				: new SpacePermissions(epoch, version, this.recheckMillis);
	}

	/**
	 * These without those of one user, or of all.
	 */
	SpacePermissions without(@Nullable String userId) {
		SpacePermissions others = new SpacePermissions(this.epoch, this.version, this.recheckMillis);
		if (userId != null) {
			this.askedAt.forEach((right, then) -> {
				if (!right.userId.equals(userId)) {
					others.askedAt.put(right, then);
				}
			});
		}
		return others;
	}

	/**
	 * Forget what is too old.
	 * @return whether nothing is left
	 */
	boolean isObsolete(long now) {
		this.askedAt.values().removeIf((then) -> now - then >= this.recheckMillis);
		return this.askedAt.isEmpty();
	}

	private record Right(String userId, SpaceOperation operation) {
	}

}
