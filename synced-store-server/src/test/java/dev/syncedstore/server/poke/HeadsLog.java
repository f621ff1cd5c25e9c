package dev.syncedstore.server.poke;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;

/**
 * Knows where spaces are and whose clients are, and nothing else.
 */
public final class HeadsLog implements VersionLog {

	public final AtomicInteger headQueries = new AtomicInteger();

	public volatile boolean down;

	private final Map<SpaceId, SpaceHead> heads = new ConcurrentHashMap<>();

	private final Map<String, String> owners = new ConcurrentHashMap<>();

	public static SpaceHead headAt(long version) {
		return new SpaceHead((version == 0) ? 0 : 7, "epoch", version, (version == 0) ? null : "c" + version, 0);
	}

	public void at(SpaceId space, long version) {
		this.heads.put(space, headAt(version));
	}

	public void owner(SpaceId space, String clientId, String userId) {
		this.owners.put(space + " " + clientId, userId);
	}

	@Override
	public <R> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		throw new UnsupportedOperationException("Pokes write nothing");
	}

	@Override
	public <R> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		throw new UnsupportedOperationException("Pokes read no entries");
	}

	@Override
	public Map<SpaceId, SpaceHead> heads(Collection<SpaceId> spaces) {
		this.headQueries.incrementAndGet();
		check();
		return spaces.stream()
			.collect(Collectors.toMap(Function.identity(),
					(space) -> this.heads.getOrDefault(space, HeadsLog.headAt(0))));
	}

	@Override
	public boolean claimClient(SpaceId space, String clientId, String userId) {
		check();
		return !this.heads.containsKey(space)
				|| this.owners.computeIfAbsent(space + " " + clientId, (key) -> userId).equals(userId);
	}

	private void check() {
		if (this.down) {
			throw new LogUnavailableException("down", new IllegalStateException());
		}
	}

}
