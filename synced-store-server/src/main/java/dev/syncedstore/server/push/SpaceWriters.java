package dev.syncedstore.server.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.syncedstore.core.SpaceId;
import dev.syncedstore.server.EngineLimits;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.LendingExecutor;
import dev.syncedstore.server.log.CommitListener;
import dev.syncedstore.server.log.CommitOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writers of all spaces: for each space that something waits for, one task at a time
 * that takes all of it into one batch. So a lonely call is committed at once, and a busy
 * space gathers the next batch while one is being committed. Batches that need nothing
 * from the database are written together with those of other spaces. A space that nothing
 * waits for costs nothing. Thread-safe.
 */
public final class SpaceWriters {

	private static final Logger logger = LoggerFactory.getLogger(SpaceWriters.class);

	private final Executor executor;

	private final EngineLimits limits;

	private final SpaceMemory memory;

	private final MutationExecution execution;

	private final TransactionalTurns turns;

	private final SchemaRuns schemaRuns;

	private final BatchWriter batchWriter;

	private final SharedCommits sharedCommits;

	private final CreationLimit creations;

	private final QueueRoom room;

	/**
	 * The queue of each space that a task is under way for. Used within
	 * {@link ConcurrentHashMap#compute} alone.
	 */
	private final ConcurrentHashMap<SpaceId, SpaceQueue> queues = new ConcurrentHashMap<>();

	private final ReentrantLock idleLock = new ReentrantLock();

	private final Condition idle = this.idleLock.newCondition();

	private volatile boolean closed;

	SpaceWriters(EngineParts parts, CommitListener listener) {
		this(parts, listener, () -> {
		}, (target) -> {
		});
	}

	/**
	 * Create the writers.
	 * @param parts what they work with
	 * @param listener is told of commits
	 * @param enqueued is told that a commit has enqueued actions; returns at once
	 * @param sent is told of each space that a commit has sent something to; returns at
	 * once
	 */
	public SpaceWriters(EngineParts parts, CommitListener listener, Runnable enqueued, Consumer<SpaceId> sent) {
		this.executor = parts.executor();
		this.limits = parts.limits();
		this.memory = SpaceMemory.ofSize(parts.limits().cacheBytes());
		this.room = new QueueRoom(parts.limits());
		this.creations = new CreationLimit(parts);
		this.execution = new MutationExecution(parts);
		this.turns = new TransactionalTurns(parts.mutations().transactionsAtOnce());
		this.schemaRuns = new SchemaRuns(parts, this);
		this.batchWriter = new BatchWriter(parts, this.execution, this.memory,
				new BatchWriter.Told(new CommitReport(listener, parts, enqueued, sent), this.schemaRuns::goOn));
		this.sharedCommits = new SharedCommits(parts.log(), parts.executor());
	}

	/**
	 * Brings spaces to this node's version of their schema.
	 * @return the runs
	 */
	public SchemaRuns schemaRuns() {
		return this.schemaRuns;
	}

	/**
	 * Whether the writers have stopped to accept calls.
	 */
	boolean isClosed() {
		return this.closed;
	}

	/** Runs mutations. */
	MutationExecution execution() {
		return this.execution;
	}

	/**
	 * What waits, and what is remembered.
	 * @return rough numbers, as everything goes on meanwhile
	 */
	public WriterStatus status() {
		SpaceCache cache = this.memory.cache();
		return new WriterStatus(this.queues.size(), this.room.waitingMutations(), this.room.waitingBytes(),
				cache.size(), cache.weight());
	}

	/**
	 * Let a call wait for its turn. It is ended in any case, possibly at once.
	 */
	void submit(SpaceId space, SpaceCall call) {
		if (add(space, call)) {
			schedule(space);
		}
	}

	/**
	 * Let a call wait for its turn, or, if nothing else is to be done, take it through
	 * the database at once, on the calling thread: waking another one takes longer than
	 * many a commit.
	 */
	void submitOrRun(SpaceId space, SpaceCall call) {
		if (add(space, call)
				&& !(this.executor instanceof LendingExecutor lending && lending.runHere(() -> write(space, true)))) {
			schedule(space);
		}
	}

	/**
	 * Let a call wait.
	 * @return whether the space needs somebody who writes it
	 */
	private boolean add(SpaceId space, SpaceCall call) {
		if (this.closed) {
			call.refuse("The server is shutting down", null);
			return false;
		}
		if (!this.room.take(call)) {
			call.refuse("Too much is waiting already", null);
			return false;
		}
		boolean[] added = new boolean[1];
		boolean[] created = new boolean[1];
		this.queues.compute(space, (id, existing) -> {
			SpaceQueue queue = (existing != null) ? existing : new SpaceQueue();
			added[0] = queue.isEmpty() || queue.size() + call.size() <= this.limits.queuedPerSpace();
			created[0] = existing == null;
			if (added[0]) {
				queue.add(call);
			}
			return queue;
		});
		if (!added[0]) {
			this.room.release(call);
			call.refuse("Too much is waiting for this space already", null);
		}
		return created[0];
	}

	/**
	 * Accept no more calls, and wait for those that were accepted.
	 * @param timeout how long to wait; what is still waiting then is refused
	 * @return whether everything was processed
	 */
	public boolean close(Duration timeout) {
		this.closed = true;
		boolean processed = awaitIdle(timeout);
		if (!processed) {
			List.copyOf(this.queues.keySet()).forEach((space) -> refuseAll(space, "The server is shutting down"));
		}
		return processed;
	}

	private void schedule(SpaceId space) {
		try {
			this.executor.execute(() -> drain(space));
		}
		catch (RejectedExecutionException ex) {
			refuseAll(space, "Too much is waiting already");
			finish(space, List.of());
		}
	}

	private void scheduleInTurn(SpaceId space) {
		try {
			this.executor.execute(() -> drainInTurn(space));
		}
		catch (RejectedExecutionException ex) {
			refuseAll(space, "Too much is waiting already");
			finish(space, List.of());
			passTurn();
		}
	}

	private void drain(SpaceId space) {
		if (!isTransactionalNext(space)) {
			write(space, false);
		}
		else if (this.turns.take(space)) {
			drainInTurn(space);
		}
	}

	private void drainInTurn(SpaceId space) {
		try {
			write(space, false);
		}
		finally {
			passTurn();
		}
	}

	private void passTurn() {
		SpaceId next = this.turns.pass();
		if (next != null) {
			scheduleInTurn(next);
		}
	}

	private boolean isTransactionalNext(SpaceId space) {
		boolean[] result = new boolean[1];
		this.queues.computeIfPresent(space, (id, queue) -> {
			result[0] = !queue.isEmpty() && this.execution.isTransactional(space, queue.first());
			return queue;
		});
		return result[0];
	}

	/**
	 * Write the next batch.
	 * @param borrowed whether the calling thread has other things to do than to wait for
	 * more than one commit
	 */
	private void write(SpaceId space, boolean borrowed) {
		List<SpaceCall> calls = take(space);
		attempt(space, calls, () -> {
			PresumedBatch presumed = this.batchWriter.presume(space, calls);
			if (presumed != null) {
				this.sharedCommits.submit(presumed, borrowed, (outcome) -> conclude(presumed, outcome));
				return null;
			}
			if (borrowed) {
				return calls;
			}
			List<SpaceCall> admitted = (this.memory.cache().get(space) != null) ? calls
					: this.creations.admit(space, calls);
			return admitted.isEmpty() ? List.of() : this.batchWriter.write(space, admitted);
		});
	}

	private void conclude(PresumedBatch presumed, CommitOutcome outcome) {
		SpaceId space = presumed.batch().space();
		attempt(space, presumed.calls(), () -> {
			List<SpaceCall> leftOver = this.batchWriter.conclude(presumed, outcome);
			if (leftOver == null) {
				writeAfter(presumed, outcome);
			}
			return leftOver;
		});
	}

	private void writeAfter(PresumedBatch presumed, CommitOutcome outcome) {
		SpaceId space = presumed.batch().space();
		try {
			this.executor
				.execute(() -> attempt(space, presumed.calls(), () -> this.batchWriter.writeAfter(presumed, outcome)));
		}
		catch (RejectedExecutionException ex) {
			presumed.calls().forEach((call) -> call.refuse("Too much is waiting already", null));
			finish(space, List.of());
		}
	}

	/**
	 * Do something with calls of a space.
	 * @param work what to do; returns the calls that are to wait again, or {@code null}
	 * if it goes on elsewhere
	 */
	private void attempt(SpaceId space, List<SpaceCall> calls, Supplier<@Nullable List<SpaceCall>> work) {
		List<SpaceCall> leftOver = List.of();
		try {
			leftOver = work.get();
		}
		catch (RuntimeException | Error ex) {
			// Whatever this is, nobody may be left without an answer.
			logger.error("The writer of space {} failed", space, ex);
			calls.forEach((call) -> call.refuse("The server has failed", ex));
		}
		if (leftOver != null) {
			finish(space, leftOver);
		}
	}

	/** Put back what is left over, and go on, unless nothing waits any more. */
	private void finish(SpaceId space, List<SpaceCall> leftOver) {
		leftOver.forEach(this.room::retake);
		SpaceQueue waiting = this.queues.computeIfPresent(space, (id, queue) -> {
			queue.putBack(leftOver);
			return queue.isEmpty() ? null : queue;
		});
		if (waiting != null) {
			schedule(space);
		}
		else {
			signalIdle();
		}
	}

	/**
	 * The next batch: all that waits, up to a limit. A call that is known to break
	 * batches runs alone, and so does one with a transactional mutation, or that ends the
	 * space.
	 */
	private List<SpaceCall> take(SpaceId space) {
		List<SpaceCall> batch = new ArrayList<>();
		this.queues.computeIfPresent(space, (id, queue) -> {
			int mutations = 0;
			long bytes = 0;
			boolean alone = false;
			while (!queue.isEmpty() && !alone) {
				SpaceCall next = queue.first();
				alone = next instanceof DeletionCall || this.memory.failures().suspects(space, next)
						|| this.execution.isTransactional(space, next);
				mutations += next.size();
				bytes += next.bytes();
				if (!batch.isEmpty()
						&& (alone || mutations > this.limits.batchMutations() || bytes > this.limits.batchBytes())) {
					break;
				}
				batch.add(queue.take());
			}
			return queue;
		});
		batch.forEach(this.room::release);
		return batch;
	}

	private void refuseAll(SpaceId space, String why) {
		List<SpaceCall> calls = new ArrayList<>();
		this.queues.computeIfPresent(space, (id, queue) -> {
			calls.addAll(queue.takeAll());
			return queue;
		});
		calls.forEach((call) -> {
			this.room.release(call);
			call.refuse(why, null);
		});
	}

	private boolean awaitIdle(Duration timeout) {
		long nanos = timeout.toNanos();
		this.idleLock.lock();
		try {
			while (!this.queues.isEmpty()) {
				if (nanos <= 0) {
					return false;
				}
				nanos = this.idle.awaitNanos(nanos);
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.idleLock.unlock();
		}
	}

	private void signalIdle() {
		if (this.closed) {
			this.idleLock.lock();
			try {
				this.idle.signalAll();
			}
			finally {
				this.idleLock.unlock();
			}
		}
	}

}
