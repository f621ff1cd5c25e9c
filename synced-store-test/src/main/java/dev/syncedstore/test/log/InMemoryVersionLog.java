package dev.syncedstore.test.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;

/**
 * A version log that forgets everything with the process. It behaves like the one in
 * PostgreSQL, without a database. Thread-safe.
 */
public final class InMemoryVersionLog implements VersionLog {

	private final String epoch;

	private final AtomicLong lastRowId = new AtomicLong();

	private final Map<SpaceId, Space> spaces = new ConcurrentHashMap<>();

	/**
	 * Create an empty log.
	 */
	public InMemoryVersionLog() {
		this("in-memory");
	}

	/**
	 * Create an empty log.
	 * @param epoch names its history
	 */
	public InMemoryVersionLog(String epoch) {
		this.epoch = epoch;
	}

	@Override
	public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		Space row = this.spaces.computeIfAbsent(space, (id) -> new Space());
		row.lock.lock();
		try {
			SpaceVersion current = current(row);
			if (create && !current.head().exists()) {
				current = SpaceVersion.empty(new SpaceHead(this.lastRowId.incrementAndGet(), this.epoch, 0, null, 0));
			}
			InMemoryLockedSpace locked = new InMemoryLockedSpace(space, current);
			R result = work.apply(locked);
			row.version = locked.written();
			return result;
		}
		finally {
			row.lock.unlock();
		}
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		return work.apply(new InMemorySnapshot(space, current(this.spaces.get(space))));
	}

	@Override
	public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		Map<SpaceId, SpaceHead> result = new HashMap<>();
		spaces.forEach((space) -> result.put(space, current(this.spaces.get(space)).head()));
		return result;
	}

	@Override
	public boolean claimClient(SpaceId space, String clientId, String userId) {
		Space row = this.spaces.get(space);
		if (row == null) {
			return true;
		}
		row.lock.lock();
		try {
			SpaceVersion current = current(row);
			if (!current.head().exists()) {
				return true;
			}
			SpaceVersion claimed = current.claim(clientId, userId);
			row.version = claimed;
			return claimed.ownerOf(clientId).equals(userId);
		}
		finally {
			row.lock.unlock();
		}
	}

	private SpaceVersion current(@Nullable Space row) {
		SpaceVersion version = (row != null) ? row.version : null;
		return (version != null) ? version : SpaceVersion.empty(new SpaceHead(0, this.epoch, 0, null, 0));
	}

	/**
	 * A space's place, which remains while its versions come and go.
	 */
	private static final class Space {

		private final ReentrantLock lock = new ReentrantLock();

		private volatile @Nullable SpaceVersion version;

	}

}
