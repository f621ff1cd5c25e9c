package dev.syncedstore.server.push;

import java.util.List;
import java.util.Optional;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.log.CommittedBatch;
import dev.syncedstore.server.log.LockedSpace;
import dev.syncedstore.server.log.ProcessedMutation;
import dev.syncedstore.server.log.SpaceCommit;
import dev.syncedstore.server.log.SpaceHead;

/**
 * What a transaction has done, to be told once it has committed.
 *
 * @param space the space
 * @param before where the space was
 * @param after where it is
 * @param base the space as it was held before
 * @param commit what was written
 * @param faults the mutations that failed through no intention of their own
 * @param completions answer the callers
 * @param leftOver the calls that there was no room for
 */
record Batch(SpaceId space, SpaceHead before, SpaceHead after, CachedSpace base, SpaceCommit commit,
		List<BatchState.Fault> faults, List<Runnable> completions, List<SpaceCall> leftOver) {

	/** Whether it has changed more than it tells. */
	boolean erases() {
		return this.commit.mutations()
			.stream()
			.anyMatch((mutation) -> mutation.clientId() == null && mutation.mutator().equals(ServerCall.ERASURE));
	}

	boolean hasVersions() {
		return this.after.version() != this.before.version();
	}

	/**
	 * Whether this has been committed, although the connection broke before that was
	 * known. Checkpoints are unique, so one that is there is this one's.
	 */
	boolean isCommittedIn(LockedSpace locked) {
		SpaceHead head = locked.head();
		return hasVersions() && head.epoch().equals(this.after.epoch()) && head.version() >= this.after.version()
				&& this.commit.checkpoint().equals(locked.checkpointAt(this.after.version()));
	}

	CommittedBatch toCommitted() {
		return new CommittedBatch(this.space, this.after, this.before.version() + 1, this.commit.plainPatches(),
				this.commit.lastMutationIds(),
				this.commit.mutations().stream().map(ProcessedMutation::rejection).flatMap(Optional::stream).toList());
	}

}
