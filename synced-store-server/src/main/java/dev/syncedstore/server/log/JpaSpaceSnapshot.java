package dev.syncedstore.server.log;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.core.state.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * A space as the current transaction sees it.
 */
final class JpaSpaceSnapshot implements SpaceSnapshot {

	private final LogTables tables;

	private final SpaceId space;

	private final SpaceHead head;

	JpaSpaceSnapshot(LogTables tables, SpaceId space, SpaceHead head) {
		this.tables = tables;
		this.space = space;
		this.head = head;
	}

	@Override
	public SpaceHead head() {
		return this.head;
	}

	@Override
	public EntryView entries() {
		return this.head.exists() ? new EntryRowsView(this.tables.entries(), this.head.rowId()) : Entries.EMPTY;
	}

	@Override
	public @Nullable Entries allEntries(long maxBytes) {
		return this.head.exists() ? this.tables.entries().all(this.head.rowId(), maxBytes) : Entries.EMPTY;
	}

	@Override
	public Map<String, ClientRecord> clients(Collection<String> clientIds) {
		return this.head.exists() ? this.tables.clients().clients(this.head.rowId(), clientIds) : Map.of();
	}

	@Override
	public @Nullable String checkpointAt(long version) {
		if (version == this.head.version()) {
			return this.head.checkpoint();
		}
		return this.head.exists() ? this.tables.commits().checkpointAt(this.head.rowId(), version) : null;
	}

	@Override
	public ChangePage changes(ChangeQuery query) {
		return this.head.exists() ? this.tables.changes().changes(this.head.rowId(), query)
				: new ChangePage(List.of(), true);
	}

	@Override
	public @Nullable CommonChanges commonChanges(ChangePosition after, long deletionsAfter, int maxBytes) {
		return this.head.exists() ? this.tables.changes().common(this.head.rowId(), after, deletionsAfter, maxBytes)
				: null;
	}

	@Override
	public @Nullable CommittedBatch changesSince(long version) {
		return this.tables.commits().since(this.space, this.head, version);
	}

}
