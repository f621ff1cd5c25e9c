package dev.syncedstore.server.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.LogUnavailableException.Phase;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;

/**
 * A real log whose next writes go as they are told to.
 */
final class ScriptedLog implements VersionLog {

	private final VersionLog log;

	private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();

	private final AtomicInteger writes = new AtomicInteger();

	private volatile UnaryOperator<LockedSpace> lens = UnaryOperator.identity();

	ScriptedLog(VersionLog log) {
		this.log = log;
	}

	/** What happens to the next writes; later ones go well. */
	void next(Fate... fates) {
		this.fates.addAll(List.of(fates));
	}

	/** How work sees locked spaces. */
	void through(UnaryOperator<LockedSpace> lens) {
		this.lens = lens;
	}

	int writes() {
		return this.writes.get();
	}

	@Override
	public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		this.writes.incrementAndGet();
		Fate fate = this.fates.poll();
		if (fate == null || fate == Fate.COMMITTED) {
			return this.log.write(space, create, (locked) -> work.apply(this.lens.apply(locked)));
		}
		switch (fate) {
			case NO_CONNECTION -> throw unavailable(Phase.BEGIN);
			case ROLLED_BACK -> this.log.write(space, create, (locked) -> {
				work.apply(this.lens.apply(locked));
				throw unavailable(Phase.WORK);
			});
			case ROLLED_BACK_UNKNOWN -> this.log.write(space, create, (locked) -> {
				work.apply(this.lens.apply(locked));
				throw unavailable(Phase.COMMIT);
			});
			case COMMITTED_UNKNOWN -> {
				this.log.write(space, create, (locked) -> work.apply(this.lens.apply(locked)));
				throw unavailable(Phase.COMMIT);
			}
		}
		throw new IllegalStateException();
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		return this.log.read(space, work);
	}

	@Override
	public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		return this.log.heads(spaces);
	}

	@Override
	public List<SpaceId> spaces(String storeType, String afterInstanceId, int limit) {
		return this.log.spaces(storeType, afterInstanceId, limit);
	}

	@Override
	public boolean claimClient(SpaceId space, String clientId, String userId) {
		return this.log.claimClient(space, clientId, userId);
	}

	private static LogUnavailableException unavailable(Phase phase) {
		return new LogUnavailableException("as told", new IllegalStateException(), phase);
	}

	enum Fate {

		COMMITTED, NO_CONNECTION, ROLLED_BACK, ROLLED_BACK_UNKNOWN, COMMITTED_UNKNOWN

	}

}
