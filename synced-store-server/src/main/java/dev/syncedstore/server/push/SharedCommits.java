package dev.syncedstore.server.push;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import dev.syncedstore.server.log.CommitOutcome;
import dev.syncedstore.server.log.VersionLog;

/**
 * Writes the batches of all spaces that ran on what the node holds: those that wait go to
 * the database together, so that many spaces with little to write cost as little as one
 * with much. A lonely batch is written at once, by the thread that brings it.
 * Thread-safe.
 */
final class SharedCommits {

	/** While one is written, the next may be on its way; more make them smaller. */
	private static final int AT_ONCE = 2;

	/** What is larger would keep the others waiting. */
	private static final int MAX_ROWS = 2_000;

	private final VersionLog log;

	private final Executor executor;

	private final Deque<Waiting> waiting = new ArrayDeque<>();

	private int underWay;

	/**
	 * Create them.
	 * @param log where batches are written
	 * @param executor has a thread for what waits when the thread that brought a batch is
	 * to go
	 */
	SharedCommits(VersionLog log, Executor executor) {
		this.log = log;
		this.executor = executor;
	}

	/**
	 * Write a batch, now or together with others.
	 * @param batch the batch
	 * @param borrowed whether the calling thread has other things to do than to write
	 * what others bring
	 * @param then is told the outcome, on a thread that may wait for the database unless
	 * it was borrowed
	 */
	void submit(PresumedBatch batch, boolean borrowed, Consumer<CommitOutcome> then) {
		synchronized (this) {
			this.waiting.add(new Waiting(batch, then));
			if (this.underWay >= AT_ONCE) {
				return;
			}
			this.underWay++;
		}
		if (!writeNext()) {
			return;
		}
		if (borrowed) {
			try {
				this.executor.execute(this::writeAll);
				return;
			}
			catch (RejectedExecutionException ex) {
				// Somebody has to.
			}
		}
		writeAll();
	}

	private void writeAll() {
		boolean more = true;
		while (more) {
			more = writeNext();
		}
	}

	/**
	 * Write some of what waits.
	 * @return whether to go on; otherwise somebody else does
	 */
	private boolean writeNext() {
		List<Waiting> group = take();
		if (!group.isEmpty()) {
			write(group);
		}
		synchronized (this) {
			boolean more = !this.waiting.isEmpty();
			if (!more) {
				this.underWay--;
			}
			return more;
		}
	}

	private synchronized List<Waiting> take() {
		List<Waiting> group = new ArrayList<>();
		int rows = 0;
		while (!this.waiting.isEmpty()) {
			rows += this.waiting.getFirst().batch.rows();
			if (!group.isEmpty() && rows > MAX_ROWS) {
				break;
			}
			group.add(this.waiting.removeFirst());
		}
		return group;
	}

	private void write(List<Waiting> group) {
		Iterator<CommitOutcome> outcomes = outcomes(group).iterator();
		group.forEach((waiting) -> waiting.then.accept(outcomes.next()));
	}

	private List<CommitOutcome> outcomes(List<Waiting> group) {
		try {
			return this.log.commit(group.stream().map((waiting) -> waiting.batch.toCommit()).toList());
		}
		catch (RuntimeException ex) {
			return Collections.nCopies(group.size(), new CommitOutcome.Failed(ex));
		}
		catch (Error ex) {
			// Whatever this is, nobody may be left without an answer.
			return Collections.nCopies(group.size(),
					new CommitOutcome.Failed(new IllegalStateException("The commit has failed", ex)));
		}
	}

	/**
	 * A batch that waits.
	 *
	 * @param batch the batch
	 * @param then is told the outcome
	 */
	private record Waiting(PresumedBatch batch, Consumer<CommitOutcome> then) {
	}

}
