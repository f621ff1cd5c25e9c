package dev.syncedstore.server.push;

import java.util.List;
import java.util.Objects;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take a batch through a transaction. Used once.
 */
final class BatchAttempt {

	private final SpaceMemory memory;

	private final EngineParts parts;

	private final MutationExecution execution;

	private final SpaceId space;

	private final List<SpaceCall> calls;

	private final @Nullable Batch uncertain;

	private @Nullable Batch batch;

	private @Nullable CommittedBatch missed;

	private boolean resolved;

	BatchAttempt(SpaceMemory memory, EngineParts parts, MutationExecution execution, SpaceId space,
			List<SpaceCall> calls, @Nullable Batch uncertain) {
		this.memory = memory;
		this.parts = parts;
		this.execution = execution;
		this.space = space;
		this.calls = calls;
		this.uncertain = uncertain;
	}

	/**
	 * Process the calls, unless an earlier attempt turns out to have done so.
	 */
	Batch run(LockedSpace locked) {
		if (this.uncertain != null && this.uncertain.isCommittedIn(locked)) {
			this.resolved = true;
			this.batch = this.uncertain;
			return this.uncertain;
		}
		this.resolved = true;
		CachedSpace base = base(locked);
		Batch result = new BatchRun(this.parts, this.execution, base, locked, this.space).run(this.calls);
		this.batch = result;
		return result;
	}

	/** What was done, unless it failed before. */
	@Nullable Batch batch() {
		return this.batch;
	}

	/**
	 * Commits that listeners have not been told of: another's, or one that seemed to
	 * fail.
	 */
	@Nullable CommittedBatch missed() {
		return this.missed;
	}

	/** Whether it is known now what became of the earlier attempt. */
	boolean isResolved() {
		return this.resolved;
	}

	/**
	 * The space as it is held in memory, brought to where its row is.
	 */
	private CachedSpace base(LockedSpace locked) {
		SpaceHead head = locked.head();
		CachedSpace cached = this.memory.cache().get(this.space);
		if (cached != null && isSame(cached.head(), head)) {
			return cached;
		}
		SpaceHead told = (cached != null) ? cached.head() : this.memory.untold().get(this.space);
		if (told != null && isBefore(told, head, locked)) {
			this.missed = locked.changesSince(told.version());
		}
		CachedSpace current = new CachedSpace(head,
				(cached != null && this.missed != null) ? cached.entries().with(this.missed.patches()) : load(locked));
		if (head.exists()) {
			this.memory.cache().put(this.space, current);
		}
		return current;
	}

	private SpaceEntries load(LockedSpace locked) {
		long maxBytes = this.parts.limits().cachedSpaceBytes();
		Entries entries = locked.allEntries(maxBytes);
		return (entries != null) ? WholeSpace.of(entries, maxBytes) : new LargeSpace(maxBytes);
	}

	private static boolean isSame(SpaceHead one, SpaceHead other) {
		return one.rowId() == other.rowId() && one.epoch().equals(other.epoch()) && one.version() == other.version()
				&& Objects.equals(one.checkpoint(), other.checkpoint());
	}

	private static boolean isBefore(SpaceHead earlier, SpaceHead head, LockedSpace locked) {
		return earlier.epoch().equals(head.epoch()) && earlier.version() < head.version()
				&& earlier.version() >= head.horizon() && (earlier.version() == 0
						|| Objects.equals(earlier.checkpoint(), locked.checkpointAt(earlier.version())));
	}

}
