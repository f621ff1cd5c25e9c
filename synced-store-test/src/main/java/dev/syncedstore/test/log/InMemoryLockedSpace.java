package dev.syncedstore.test.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.Delivery;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.OutboxEntry;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SentMutation;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SpaceSize;

/**
 * One version of a space, to be replaced by the next.
 */
final class InMemoryLockedSpace extends InMemorySnapshot implements LockedSpace {

	private final LongSupplier rowIds;

	private final InMemoryDeliveries deliveries;

	private SpaceVersion written;

	private List<OutboxEntry> enqueued = List.of();

	private List<SentMutation> sent = List.of();

	private Runnable settled = () -> {
	};

	InMemoryLockedSpace(SpaceId space, SpaceVersion version, LongSupplier rowIds, InMemoryDeliveries deliveries) {
		super(space, version);
		this.deliveries = deliveries;
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
	public void replaceEpoch(String epoch) {
		SpaceHead head = head();
		change(version().with(new SpaceHead(head.exists() ? head.rowId() : this.rowIds.getAsLong(), epoch,
				head.version(), head.checkpoint(), head.horizon(), head.deleted(), head.size())));
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
		this.sent = commit.sent();
	}

	@Override
	public List<Delivery> inbox(int limit) {
		return this.deliveries.inbox(space(), limit);
	}

	@Override
	public void settle(Collection<Long> done, Map<Long, String> parked) {
		List<Long> applied = List.copyOf(done);
		Map<Long, String> rejected = Map.copyOf(parked);
		this.settled = () -> this.deliveries.settle(applied, rejected);
	}

	@Override
	public SpaceSize measure() {
		SpaceSize size = version().size();
		SpaceHead head = head();
		change(version().with(new SpaceHead(head.rowId(), head.epoch(), head.version(), head.checkpoint(),
				head.horizon(), head.deleted(), size)));
		return size;
	}

	/** What it sends when this is written. */
	List<SentMutation> sent() {
		return this.sent;
	}

	/** Take out what was processed, when this is written. */
	void settle() {
		this.settled.run();
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
