package dev.syncedstore.server.log;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * Counts what pulls read.
 */
public final class CountingLog implements VersionLog {

	private final VersionLog log;

	private final AtomicInteger rangeReads = new AtomicInteger();

	private final AtomicInteger transactions = new AtomicInteger();

	public CountingLog(VersionLog log) {
		this.log = log;
	}

	/** How many ranges of changes were read. */
	public int rangeReads() {
		return this.rangeReads.get();
	}

	/** How many transactions only read. */
	public int transactions() {
		return this.transactions.get();
	}

	@Override
	public <R extends @Nullable Object> R write(SpaceId space, boolean create, Function<LockedSpace, R> work) {
		return this.log.write(space, create, work);
	}

	@Override
	public <R extends @Nullable Object> R read(SpaceId space, Function<SpaceSnapshot, R> work) {
		this.transactions.incrementAndGet();
		return this.log.read(space, (snapshot) -> work.apply(new Counted(snapshot)));
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

	private final class Counted implements SpaceSnapshot {

		private final SpaceSnapshot snapshot;

		Counted(SpaceSnapshot snapshot) {
			this.snapshot = snapshot;
		}

		@Override
		public SpaceHead head() {
			return this.snapshot.head();
		}

		@Override
		public EntryView entries() {
			return this.snapshot.entries();
		}

		@Override
		public @Nullable Entries allEntries(long maxBytes) {
			return this.snapshot.allEntries(maxBytes);
		}

		@Override
		public Map<String, ClientRecord> clients(Collection<String> clientIds) {
			return this.snapshot.clients(clientIds);
		}

		@Override
		public @Nullable String checkpointAt(long version) {
			return this.snapshot.checkpointAt(version);
		}

		@Override
		public ChangePage changes(ChangeQuery query) {
			CountingLog.this.rangeReads.incrementAndGet();
			return this.snapshot.changes(query);
		}

		@Override
		public @Nullable CommonChanges commonChanges(ChangePosition after, long deletionsAfter, int maxBytes) {
			CountingLog.this.rangeReads.incrementAndGet();
			return this.snapshot.commonChanges(after, deletionsAfter, maxBytes);
		}

		@Override
		public @Nullable CommittedBatch changesSince(long version) {
			return this.snapshot.changesSince(version);
		}

	}

}
