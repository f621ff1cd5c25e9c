package dev.syncedstore.server.pull;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.syncedstore.server.log.ChangePage;
import dev.syncedstore.server.log.ChangeQuery;
import dev.syncedstore.server.log.ClientRecord;
import dev.syncedstore.server.log.CommonChanges;
import dev.syncedstore.server.log.ForwardingSnapshot;
import dev.syncedstore.server.log.SpaceSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One moment of a space for several pulls: what they have in common is read once. Belongs
 * to one transaction.
 */
final class BatchSnapshot extends ForwardingSnapshot {

	/** No transaction of a pull gets old, however many wait. */
	private static final long MAX_NANOS = Duration.ofMillis(200).toNanos();

	/** Of what is read for single pulls, and so is in memory for each. */
	private static final int MAX_OWN_READS = 4;

	private final SpaceSnapshot snapshot;

	private final RecentChanges recent;

	private final Map<String, ClientRecord> clients;

	private final Map<Long, Optional<String>> checkpoints = new HashMap<>();

	private final LongSupplier nanoTime;

	private final long startedAt;

	private int ownReads;

	BatchSnapshot(SpaceSnapshot snapshot, RecentChanges recent, List<PullCall> calls, LongSupplier nanoTime) {
		super(snapshot);
		this.snapshot = snapshot;
		this.recent = recent;
		this.nanoTime = nanoTime;
		this.startedAt = nanoTime.getAsLong();
		this.clients = snapshot.clients(calls.stream().map((call) -> call.request().clientId()).distinct().toList());
	}

	/** Whether those that still wait are better served by another transaction. */
	boolean isExhausted() {
		return this.ownReads >= MAX_OWN_READS || this.nanoTime.getAsLong() - this.startedAt > MAX_NANOS;
	}

	/** Those of the batch alone. */
	@Override
	public Map<String, ClientRecord> clients(Collection<String> clientIds) {
		Map<String, ClientRecord> result = new HashMap<>(this.clients);
		result.keySet().retainAll(clientIds);
		return result;
	}

	@Override
	public @Nullable String checkpointAt(long version) {
		return this.checkpoints
			.computeIfAbsent(version, (key) -> Optional.ofNullable(this.snapshot.checkpointAt(version)))
			.orElse(null);
	}

	@Override
	public ChangePage changes(ChangeQuery query) {
		RecentChanges.Range range = new RecentChanges.Range(head(), query.after(), query.deletionsAfter());
		CommonChanges common = this.recent.get(range);
		if (common == null && isUpToDate(query)) {
			return new ChangePage(List.of(), true);
		}
		if (common == null && this.recent.note(range)) {
			common = this.snapshot.commonChanges(query.after(), query.deletionsAfter(), query.maxBytes());
			if (common != null) {
				this.recent.put(range, common);
			}
		}
		if (common != null) {
			return common.pageOf(query.userId());
		}
		this.ownReads++;
		return this.snapshot.changes(query);
	}

	/** Nothing has a version above the head's. */
	private boolean isUpToDate(ChangeQuery query) {
		return query.after().key().isEmpty() && query.after().version() > head().version();
	}

}
