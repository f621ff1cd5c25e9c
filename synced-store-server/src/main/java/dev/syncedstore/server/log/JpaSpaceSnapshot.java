package dev.syncedstore.server.log;

import java.time.Instant;
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

	/** The last commit that was asked for: within a transaction it stays what it is. */
	private @Nullable CommitPoint asked;

	JpaSpaceSnapshot(LogTables tables, SpaceId space, SpaceHead head) {
		this.tables = tables;
		this.space = space;
		this.head = head;
	}

	SpaceId space() {
		return this.space;
	}

	@Override
	public SpaceHead head() {
		return this.head;
	}

	@Override
	public EntryView entries() {
		return this.head.isAlive() ? new EntryRowsView(this.tables.entries(), this.head.rowId()) : Entries.EMPTY;
	}

	@Override
	public @Nullable Entries allEntries(long maxBytes) {
		return this.head.isAlive() ? this.tables.entries().all(this.head.rowId(), maxBytes) : Entries.EMPTY;
	}

	@Override
	public Map<String, ClientRecord> clients(Collection<String> clientIds) {
		return this.head.isAlive() ? this.tables.clients().clients(this.head.rowId(), clientIds) : Map.of();
	}

	@Override
	public @Nullable String checkpointAt(long version) {
		if (version == this.head.version()) {
			return this.head.checkpoint();
		}
		if (!this.head.isAlive() || version < this.head.horizon()) {
			return null;
		}
		CommitPoint known = this.asked;
		if (known == null || known.version != version) {
			known = new CommitPoint(version, this.tables.commits().checkpointAt(this.head.rowId(), version));
			this.asked = known;
		}
		return known.checkpoint;
	}

	@Override
	public ChangePage changes(ChangeQuery query) {
		return this.head.isAlive() ? this.tables.changes().changes(this.head.rowId(), query)
				: new ChangePage(List.of(), true);
	}

	@Override
	public @Nullable CommonChanges commonChanges(ChangePosition after, long deletionsAfter, int maxBytes) {
		return this.head.exists() ? this.tables.changes().common(this.head.rowId(), after, deletionsAfter, maxBytes)
				: null;
	}

	@Override
	public @Nullable CommittedBatch changesSince(long version) {
		if (this.head.deleted()) {
			return new CommittedBatch(this.space, this.head, this.head.version(), List.of(), Map.of(), List.of());
		}
		// Of what was deleted up to the horizon nothing is known any more.
		return (version >= this.head.horizon()) ? this.tables.commits().since(this.space, this.head, version) : null;
	}

	JpaSpaceSnapshot withEpoch(String epoch) {
		return new JpaSpaceSnapshot(this.tables, this.space, this.tables.spaces().replaceEpoch(this.space, epoch));
	}

	JpaSpaceSnapshot withSize(SpaceSize size) {
		return new JpaSpaceSnapshot(this.tables, this.space, this.head.withSize(size));
	}

	JpaSpaceSnapshot deleted(String checkpoint, Instant at) {
		return new JpaSpaceSnapshot(this.tables, this.space,
				this.tables.spaces().delete(this.head.rowId(), checkpoint, at));
	}

	/**
	 * What is known of one version.
	 */
	private record CommitPoint(long version, @Nullable String checkpoint) {
	}

}
