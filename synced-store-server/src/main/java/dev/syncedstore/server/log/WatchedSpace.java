package dev.syncedstore.server.log;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * A locked space that remembers where it will be after the transaction.
 */
final class WatchedSpace implements LockedSpace {

	private final LockedSpace locked;

	private @Nullable SpaceCommit commit;

	WatchedSpace(LockedSpace locked) {
		this.locked = locked;
	}

	/** Where the space is once the transaction has committed. */
	SpaceHead after() {
		SpaceHead head = this.locked.head();
		SpaceCommit written = this.commit;
		return (written != null && written.version() > head.version()) ? new SpaceHead(head.rowId(), head.epoch(),
				written.version(), written.checkpoint(), head.horizon(), head.deleted()) : head;
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
	public @Nullable CommonChanges commonChanges(ChangePosition after, long deletionsAfter, int maxBytes) {
		return this.locked.commonChanges(after, deletionsAfter, maxBytes);
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
	public Set<Long> takeDeferred(Collection<Long> ids) {
		return this.locked.takeDeferred(ids);
	}

	@Override
	public long clientsOf(String userId) {
		return this.locked.clientsOf(userId);
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
	public void share(String name) {
		this.locked.share(name);
	}

	@Override
	public void flush() {
		this.locked.flush();
	}

	@Override
	public void append(SpaceCommit commit) {
		this.locked.append(commit);
		this.commit = commit;
	}

}
