package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.server.action.ActionDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs actions on threads of their own, only so many at a time, and ends those that take
 * too long. Thread-safe.
 */
final class ActionRunner {

	private static final Logger logger = LoggerFactory.getLogger(ActionRunner.class);

	private final RunParts parts;

	private final ActionFailures failures;

	private final Semaphore room;

	private final Set<ActionRun> runs = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	ActionRunner(RunParts parts) {
		this.parts = parts;
		this.failures = new ActionFailures(parts.engine().mutations().translators(), parts.engine().tokens());
		this.room = new Semaphore(parts.settings().atOnce());
	}

	/** How many more may run. */
	int room() {
		return this.closed ? 0 : this.room.availablePermits();
	}

	/**
	 * Run an action, if there is room.
	 * @return its outcome, on whatever thread ends it, or {@code null} if it does not run
	 */
	@Nullable CompletableFuture<ActionOutcome> run(ActionDefinition action, Invocation invocation, @Nullable Object args) {
		if (this.closed || !this.room.tryAcquire()) {
			return null;
		}
		ActionRun run = new ActionRun(action, invocation);
		this.runs.add(run);
		try {
			run.startedAs(this.parts.threads().start(() -> execute(run, args)));
		}
		catch (RejectedExecutionException ex) {
			end(run);
			return null;
		}
		Duration timeout = this.parts.settings().timeout();
		Runnable timer = this.parts.threads().after(timeout, () -> {
			if (!run.isOver()) {
				logger.warn("Action {} was ended after {}", run, timeout);
			}
			run.cancel(ActionFailedException.TIMED_OUT, "The action took longer than " + timeout.toMillis()
					+ " milliseconds and was ended; what it had done by then stays");
		});
		run.outcome().thenRun(timer);
		return run.outcome();
	}

	private void execute(ActionRun run, @Nullable Object args) {
		try {
			run.execute(this.parts, this.failures, args);
		}
		finally {
			end(run);
		}
	}

	private void end(ActionRun run) {
		this.runs.remove(run);
		this.room.release();
	}

	/** Run no more. */
	void close() {
		this.closed = true;
	}

	/** End those that still run, because the server stops. */
	void interrupt() {
		for (ActionRun run : this.runs) {
			run.cancel(ActionFailedException.INTERRUPTED,
					"The server stopped while the action ran; what it had done by then stays");
		}
	}

}
