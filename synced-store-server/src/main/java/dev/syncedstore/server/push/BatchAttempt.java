package dev.syncedstore.server.push;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.core.state.Entries;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.SpaceHead;
import dev.syncedstore.server.log.SqlFailures;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take a batch through a transaction. Used once.
 */
final class BatchAttempt {

	private final SpaceMemory memory;

	private final BatchContext context;

	private final SpaceId space;

	private final List<SpaceCall> calls;

	private final @Nullable Batch uncertain;

	private @Nullable BatchRun run;

	private @Nullable Batch batch;

	private @Nullable CommittedBatch missed;

	private boolean resolved;

	BatchAttempt(SpaceMemory memory, BatchContext context, List<SpaceCall> calls, @Nullable Batch uncertain) {
		this.memory = memory;
		this.context = context;
		this.space = context.space();
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
		if (locked.head().deleted() || this.calls.get(0) instanceof DeletionCall) {
			return end(locked);
		}
		CachedSpace base = base(locked);
		if (SpaceMigration.isNeeded(locked.head(), this.context.schemaVersion())) {
			Batch migrated = new SpaceMigration(this.context, locked, base).run(this.calls);
			this.batch = migrated;
			return migrated;
		}
		BatchRun run = new BatchRun(this.context, base, locked);
		this.run = run;
		Batch result = run.run(this.calls);
		this.batch = result;
		return result;
	}

	SpaceId space() {
		return this.space;
	}

	/** Whether the transaction was that of a transactional mutation, which has run. */
	boolean isTransactional() {
		return this.run != null && this.run.verdicts() != null;
	}

	/**
	 * What becomes of a transactional mutation whose transaction has failed for good:
	 * because of what the application did in it, or at its commit.
	 * @return the verdict, or {@code null} if it is not the mutation's fault
	 */
	@Nullable Verdict verdict(Throwable failure) {
		Function<Outcome, Verdict> verdicts = (this.run != null) ? this.run.verdicts() : null;
		boolean itsFault = this.batch != null || SqlFailures.isInFailedTransaction(failure);
		return (verdicts != null && itsFault)
				? verdicts.apply(this.context.execution().failures().ofTransactional(failure)) : null;
	}

	private Batch end(LockedSpace locked) {
		if (locked.head().deleted()) {
			// Who subscribes here may not have been told by the node that did it.
			this.missed = locked.changesSince(locked.head().version());
		}
		Batch result = new EndedSpace(this.context.parts(), this.space, locked).run(this.calls);
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
		if (cached != null && cached.head().isSameAs(head)) {
			return cached;
		}
		SpaceHead told = (cached != null) ? cached.head() : this.memory.untold().get(this.space);
		if (told != null && isBefore(told, head, locked)) {
			this.missed = locked.changesSince(told.version());
		}
		CachedSpace current = (cached != null && this.missed != null)
				? new CachedSpace(head, cached.entries().with(this.missed.patches()), KnownClients.ofSharedSpace())
				: new CachedSpace(head, load(locked), KnownClients.ofOwnSpace());
		if (head.exists()) {
			this.memory.cache().put(this.space, current);
		}
		return current;
	}

	private SpaceEntries load(LockedSpace locked) {
		long maxBytes = this.context.parts().limits().cachedSpaceBytes();
		Entries entries = locked.allEntries(maxBytes);
		return (entries != null) ? WholeSpace.of(entries, maxBytes) : new LargeSpace(maxBytes);
	}

	private static boolean isBefore(SpaceHead earlier, SpaceHead head, LockedSpace locked) {
		return earlier.epoch().equals(head.epoch()) && earlier.version() < head.version()
				&& earlier.version() >= head.horizon() && (earlier.version() == 0
						|| Objects.equals(earlier.checkpoint(), locked.checkpointAt(earlier.version())));
	}

}
