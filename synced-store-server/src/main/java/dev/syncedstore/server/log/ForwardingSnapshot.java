package dev.syncedstore.server.log;

import java.util.Collection;
import java.util.Map;

import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that is as another is, except for what a subclass changes. It forwards every
 * method, also those that have a default.
 */
public abstract class ForwardingSnapshot implements SpaceSnapshot {

	private final SpaceSnapshot snapshot;

	/**
	 * Create a snapshot.
	 * @param snapshot the other one
	 */
	protected ForwardingSnapshot(SpaceSnapshot snapshot) {
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
		return this.snapshot.changes(query);
	}

	@Override
	public @Nullable CommonChanges commonChanges(ChangePosition after, long deletionsAfter, int maxBytes) {
		return this.snapshot.commonChanges(after, deletionsAfter, maxBytes);
	}

	@Override
	public @Nullable CommittedBatch changesSince(long version) {
		return this.snapshot.changesSince(version);
	}

}
