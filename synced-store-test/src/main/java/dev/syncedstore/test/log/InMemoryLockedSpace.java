package dev.syncedstore.test.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Patch;
import dev.syncedstore.core.state.StoredValue;
import dev.syncedstore.server.log.EntryPage;
import dev.syncedstore.server.log.EntryQuery;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.OutboxEntry;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;

/**
 * One version of a space, to be replaced by the next.
 */
final class InMemoryLockedSpace extends InMemorySnapshot implements LockedSpace {

	private final LongSupplier rowIds;

	private SpaceVersion written;

	private List<OutboxEntry> enqueued = List.of();

	InMemoryLockedSpace(SpaceId space, SpaceVersion version, LongSupplier rowIds) {
		super(space, version);
		this.written = version;
		this.rowIds = rowIds;
	}

	@Override
	public Set<Long> deferred(Collection<Long> ids) {
		return Set.of();
	}

	/** There is no application's transaction here that something could be stored with. */
	@Override
	public Set<Long> takeDeferred(Collection<Long> ids) {
		return Set.of();
	}

	@Override
	public EntryPage entries(EntryQuery query) {
		List<Patch> page = new ArrayList<>();
		long bytes = 0;
		for (Patch entry : version().entriesAfter(query.after(), query.upToVersion())) {
			if (page.size() == query.limit() || !page.isEmpty() && bytes >= query.maxBytes()) {
				return new EntryPage(page, false);
			}
			page.add(entry);
			StoredValue value = entry.value();
			bytes += (value != null) ? value.json().length() : 0;
		}
		return new EntryPage(page, true);
	}

	@Override
	public void replaceEpoch(String epoch) {
		SpaceHead head = head();
		change(version().with(new SpaceHead(head.exists() ? head.rowId() : this.rowIds.getAsLong(), epoch,
				head.version(), head.checkpoint(), head.horizon(), head.deleted(), head.schema())));
	}

	@Override
	public void delete(String checkpoint, Instant at) {
		SpaceHead head = head();
		change(SpaceVersion.empty(
				new SpaceHead(head.rowId(), head.epoch(), head.version() + 1, checkpoint, head.version() + 1, true)));
	}

	private void change(SpaceVersion changed) {
		show(changed);
		this.written = changed;
	}

	@Override
	public void append(SpaceCommit commit) {
		this.written = this.written.with(commit);
		this.enqueued = commit.enqueued();
	}

	/** What is to run when this is written. */
	List<OutboxEntry> enqueued() {
		return this.enqueued;
	}

	/** The version that the space is to be at. */
	SpaceVersion written() {
		return this.written;
	}

}
