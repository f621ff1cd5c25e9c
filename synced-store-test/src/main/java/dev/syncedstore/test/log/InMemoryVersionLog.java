package dev.syncedstore.test.log;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.ActionCalls;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.ClientOwner;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.Deliveries;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.log.RetentionStep;
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

	private final Clock clock;

	private final AtomicLong lastRowId = new AtomicLong();

	private final Map<SpaceId, Space> spaces = new ConcurrentHashMap<>();

	private final InMemoryActionOutbox outbox;

	private final InMemoryActionCalls actionCalls;

	private final InMemoryDeliveries deliveries;

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
		this(epoch, Clock.systemUTC());
	}

	/**
	 * Create an empty log with a clock of its own.
	 * @param epoch names its history
	 * @param clock tells when clients are seen
	 */
	public InMemoryVersionLog(String epoch, Clock clock) {
		this.epoch = epoch;
		this.clock = clock;
		this.outbox = new InMemoryActionOutbox(clock, (space) -> current(this.spaces.get(space)).head());
		this.actionCalls = new InMemoryActionCalls(clock);
		this.deliveries = new InMemoryDeliveries(clock);
	}

	/**
	 * What its commits have enqueued.
	 * @return the outbox
	 */
	public ActionOutbox outbox() {
		return this.outbox;
	}

	/**
	 * A place for the calls of actions, beside the log.
	 * @return the calls
	 */
	public ActionCalls actionCalls() {
		return this.actionCalls;
	}

	/**
	 * All that is there at this moment.
	 * @return a backup, for {@link #restore}
	 */
	public Backup backup() {
		Map<SpaceId, SpaceVersion> saved = new HashMap<>();
		this.spaces.forEach((space, row) -> {
			SpaceVersion version = row.version;
			if (version != null) {
				saved.put(space, version);
			}
		});
		return new Backup(saved, this.outbox.backup(), this.deliveries.backup());
	}

	/**
	 * Bring back what was there at an earlier moment, and lose what came later. Nobody is
	 * told.
	 * @param backup the backup
	 */
	public void restore(Backup backup) {
		this.spaces.forEach((space, row) -> {
			row.lock.lock();
			try {
				row.version = backup.spaces.get(space);
			}
			finally {
				row.lock.unlock();
			}
		});
		this.outbox.restore(backup.enqueued);
		this.deliveries.restore(backup.sent);
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
			InMemoryLockedSpace locked = new InMemoryLockedSpace(space, current, this.lastRowId::incrementAndGet,
					this.deliveries);
			R result = work.apply(locked);
			row.version = locked.written();
			this.outbox.add(space, locked.enqueued());
			this.deliveries.add(space, locked.sent());
			locked.settle();
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
	public Deliveries deliveries() {
		return this.deliveries;
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
			if (!current.head().isAlive()) {
				return true;
			}
			SpaceVersion claimed = current.claim(clientId, userId, this.clock.instant());
			row.version = claimed;
			return claimed.ownerOf(clientId).equals(userId);
		}
		finally {
			row.lock.unlock();
		}
	}

	@Override
	public ClientOwner claim(SpaceId space, String clientId, String userId) {
		boolean claimed = claimClient(space, clientId, userId);
		ClientRecord client = current(this.spaces.get(space)).clients().get(clientId);
		if (client != null && client.isErased()) {
			return ClientOwner.ERASED;
		}
		return claimed ? ClientOwner.USER : ClientOwner.ANOTHER;
	}

	@Override
	public List<SpaceId> spacesOf(String userId) {
		return this.spaces.entrySet()
			.stream()
			.filter((entry) -> current(entry.getValue()).knows(userId))
			.map(Map.Entry::getKey)
			.sorted(Comparator.comparing(SpaceId::toString))
			.toList();
	}

	@Override
	public boolean recreate(SpaceId space, String epoch) {
		Space row = this.spaces.computeIfAbsent(space, (id) -> new Space());
		row.lock.lock();
		try {
			boolean deleted = current(row).head().deleted();
			if (deleted) {
				row.version = SpaceVersion.empty(new SpaceHead(this.lastRowId.incrementAndGet(), epoch, 0, null, 0));
			}
			return deleted;
		}
		finally {
			row.lock.unlock();
		}
	}

	@Override
	public void sawClient(SpaceId space, String clientId, long acknowledgedId) {
		change(space, (version) -> version.saw(clientId, acknowledgedId, this.clock.instant()));
	}

	@Override
	public List<SpaceId> migrating(int limit) {
		return this.spaces.entrySet()
			.stream()
			.filter((entry) -> isMigrating(current(entry.getValue()).head()))
			.map(Map.Entry::getKey)
			.sorted(Comparator.comparing(SpaceId::toString))
			.limit(limit)
			.toList();
	}

	private static boolean isMigrating(SpaceHead head) {
		return head.isAlive() && head.schema().migration() != null;
	}

	@Override
	public List<SpaceId> spaces(String storeType, String afterInstanceId, int limit) {
		return this.spaces.entrySet()
			.stream()
			.filter((entry) -> current(entry.getValue()).head().isAlive())
			.map(Map.Entry::getKey)
			.filter((space) -> space.storeType().equals(storeType) && space.instanceId().compareTo(afterInstanceId) > 0)
			.sorted(Comparator.comparing(SpaceId::instanceId))
			.limit(limit)
			.toList();
	}

	/** All at once, as it holds nobody up. */
	@Override
	public RetentionStep retain(RetentionRules rules, Instant now) {
		this.spaces.keySet().forEach((space) -> change(space, (version) -> version.retaining(rules, now)));
		return RetentionStep.NOTHING_LEFT;
	}

	private void change(SpaceId space, UnaryOperator<SpaceVersion> change) {
		Space row = this.spaces.get(space);
		if (row == null) {
			return;
		}
		row.lock.lock();
		try {
			SpaceVersion version = row.version;
			if (version != null && version.head().isAlive()) {
				row.version = change.apply(version);
			}
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
	 * What was there at some moment.
	 */
	public static final class Backup {

		private final Map<SpaceId, SpaceVersion> spaces;

		private final Map<Long, InMemoryActionOutbox.Row> enqueued;

		private final Map<Long, InMemoryDeliveries.Row> sent;

		private Backup(Map<SpaceId, SpaceVersion> spaces, Map<Long, InMemoryActionOutbox.Row> enqueued,
				Map<Long, InMemoryDeliveries.Row> sent) {
			this.spaces = spaces;
			this.enqueued = enqueued;
			this.sent = sent;
		}

	}

	/**
	 * A space's place, which remains while its versions come and go.
	 */
	private static final class Space {

		private final ReentrantLock lock = new ReentrantLock();

		private volatile @Nullable SpaceVersion version;

	}

}
