package dev.syncedstore.server.push;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import dev.syncedstore.core.state.KeyRange;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * A locked space, to be looked at differently.
 */
class LockedSpaceLens implements LockedSpace {

	private final LockedSpace locked;

	LockedSpaceLens(LockedSpace locked) {
		this.locked = locked;
	}

	static LockedSpace withFailingReads(LockedSpace locked) {
		return new LockedSpaceLens(locked) {

			@Override
			public EntryView entries() {
				return new EntryView() {

					@Override
					public @Nullable StoredValue get(String key) {
						throw new IllegalStateException("The connection is lost");
					}

					@Override
					public Iterator<Map.Entry<String, StoredValue>> range(KeyRange range, int limit) {
						throw new IllegalStateException("The connection is lost");
					}

				};
			}

		};
	}

	@Override
	public SpaceHead head() {
		return this.locked.head();
	}

	@Override
	public EntryView entries() {
		return this.locked.entries();
	}

	@Override
	public @Nullable Entries allEntries(long maxBytes) {
		return this.locked.allEntries(maxBytes);
	}

	@Override
	public Map<String, ClientRecord> clients(Collection<String> clientIds) {
		return this.locked.clients(clientIds);
	}

	@Override
	public @Nullable String checkpointAt(long version) {
		return this.locked.checkpointAt(version);
	}

	@Override
	public ChangePage changes(ChangeQuery query) {
		return this.locked.changes(query);
	}

	@Override
	public @Nullable CommittedBatch changesSince(long version) {
		return this.locked.changesSince(version);
	}

	@Override
	public Set<Long> deferred(Collection<Long> ids) {
		return this.locked.deferred(ids);
	}

	@Override
	public void share(String name) {
		this.locked.share(name);
	}

	@Override
	public void flush() {
		this.locked.flush();
	}

	@Override
	public Set<Long> takeDeferred(Collection<Long> ids) {
		return this.locked.takeDeferred(ids);
	}

	@Override
	public void replaceEpoch(String epoch) {
		this.locked.replaceEpoch(epoch);
	}

	@Override
	public void delete(String checkpoint, Instant at) {
		this.locked.delete(checkpoint, at);
	}

	@Override
	public void append(SpaceCommit commit) {
		this.locked.append(commit);
	}

}
