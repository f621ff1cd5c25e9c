package dev.syncedstore.server.poke;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSnapshot;
import dev.syncedstore.server.log.VersionLog;
import org.jspecify.annotations.Nullable;

/**
 * Knows where spaces are, whose clients are, and what it was told of commits.
 */
public final class HeadsLog implements VersionLog {

	public final AtomicInteger headQueries = new AtomicInteger();

	public final AtomicInteger reads = new AtomicInteger();

	public volatile boolean down;

	private final Map<SpaceId, List<CommittedBatch>> commits = new ConcurrentHashMap<>();

	private final Map<SpaceId, SpaceHead> heads = new ConcurrentHashMap<>();

	private final Map<String, String> owners = new ConcurrentHashMap<>();

	public static SpaceHead headAt(long version) {
		return new SpaceHead((version == 0) ? 0 : 7, "epoch", version, (version == 0) ? null : "c" + version, 0);
	}

	public void at(SpaceId space, long version) {
		this.heads.put(space, headAt(version));
	}

	/** The space moves on by a commit that can be read. */
	public void commit(CommittedBatch batch) {
		this.heads.put(batch.space(), batch.head());
		this.commits.computeIfAbsent(batch.space(), (key) -> new CopyOnWriteArrayList<>()).add(batch);
	}

	public void at(SpaceId space, SpaceHead head) {
		this.heads.put(space, head);
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
		this.reads.incrementAndGet();
		check();
		return work.apply(new ReadSpace(this.heads.getOrDefault(space, headAt(0)),
				List.copyOf(this.commits.getOrDefault(space, List.of()))));
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
	public List<SpaceId> spaces(String storeType, String afterInstanceId, int limit) {
		return List.of();
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

	/**
	 * Pokes read commits and no entries.
	 */
	private record ReadSpace(SpaceHead head, List<CommittedBatch> commits) implements SpaceSnapshot {

		@Override
		public @Nullable String checkpointAt(long version) {
			return headAt(version).checkpoint();
		}

		@Override
		public @Nullable CommittedBatch changesSince(long version) {
			List<CommittedBatch> missed = this.commits.stream()
				.filter((batch) -> batch.minVersion() > version)
				.toList();
			List<CommittedBatch> merged = new ArrayList<>();
			BatchMerger merger = new BatchMerger(merged::add);
			missed.forEach(merger::add);
			merger.flush();
			return (merged.size() == 1 && merged.get(0).minVersion() == version + 1) ? merged.get(0) : null;
		}

		@Override
		public EntryView entries() {
			throw new UnsupportedOperationException();
		}

		@Override
		public @Nullable Entries allEntries(long maxBytes) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<String, ClientRecord> clients(Collection<String> clientIds) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ChangePage changes(ChangeQuery query) {
			throw new UnsupportedOperationException();
		}

	}

}
