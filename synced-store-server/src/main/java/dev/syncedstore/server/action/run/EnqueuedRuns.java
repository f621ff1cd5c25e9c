package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.syncedstore.core.ActionFailedException;
import dev.syncedstore.core.RejectionCode;
import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.core.schema.MigratedAction;
import dev.syncedstore.core.state.InvalidValueException;
import dev.syncedstore.server.Actor;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.action.ActionDefinition;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.ActionOutbox.TakenAction;
import dev.syncedstore.server.log.LogUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what mutations have enqueued: takes what is due from the outbox, as much as there
 * is room for, and removes what has worked. What has not is tried again later, then
 * parked. Whatever a crash leaves over, this node or another takes again when its lease
 * is over. Thread-safe.
 */
final class EnqueuedRuns {

	private static final Logger logger = LoggerFactory.getLogger(EnqueuedRuns.class);

	/** For what a newer node, or a migration that is going on, has to be waited for. */
	private static final Duration PUT_OFF = Duration.ofSeconds(5);

	private static final int TAKEN_AT_ONCE = 50;

	private static final int FORGOTTEN_AT_ONCE = 1_000;

	private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

	private final RunParts parts;

	private final EngineParts engine;

	private final ActionOutbox outbox;

	private final ActionRunner runner;

	private final EnqueuedMigration migration;

	/** What this node has, and its end. */
	private final Map<TakenAction, CompletableFuture<Void>> taken = new ConcurrentHashMap<>();

	/**
	 * Those whose leases are to be renewed. Guarded by itself, also while that happens: a
	 * renewal that came after the end would take its place.
	 */
	private final Set<TakenAction> leased = new HashSet<>();

	/** Whether somebody is about to look, or has to look once more. */
	private final AtomicBoolean looking = new AtomicBoolean();

	private volatile boolean again;

	private volatile ActionOutbox.Sizes sizes = new ActionOutbox.Sizes(0, 0);

	EnqueuedRuns(RunParts parts, ActionOutbox outbox) {
		this.parts = parts;
		this.engine = parts.engine();
		this.outbox = outbox;
		this.runner = new ActionRunner(parts);
		this.migration = new EnqueuedMigration(this.engine);
	}

	/** There may be something to run. Returns at once. */
	void wake() {
		this.again = true;
		if (this.runner.room() > 0 && this.looking.compareAndSet(false, true)) {
			try {
				this.engine.executor().execute(this::look);
			}
			catch (RejectedExecutionException ex) {
				this.looking.set(false);
			}
		}
	}

	private void look() {
		boolean more = false;
		try {
			this.again = false;
			more = take();
		}
		catch (LogUnavailableException ex) {
			logger.debug("Enqueued actions can't be taken at the moment", ex);
		}
		catch (RuntimeException ex) {
			logger.error("Enqueued actions can't be taken; it is tried again soon", ex);
		}
		finally {
			this.looking.set(false);
		}
		if (more || this.again) {
			wake();
		}
	}

	/** Take some; whether there may be more. */
	private boolean take() {
		int limit = Math.min(TAKEN_AT_ONCE, this.runner.room());
		if (limit == 0) {
			return false;
		}
		List<TakenAction> found = this.outbox.take(limit, ActionLease.LENGTH);
		found.forEach(this::run);
		return found.size() == limit;
	}

	private void run(TakenAction action) {
		this.taken.put(action, new CompletableFuture<>());
		synchronized (this.leased) {
			this.leased.add(action);
		}
		Instant start = this.engine.clock().instant();
		if (action.attempt() > this.parts.settings().attempts()) {
			// Its last attempt has ended with its node.
			failed(action, start, ActionOutcome.failed(ActionFailedException.INTERRUPTED, ""));
			return;
		}
		if (this.migration.isForNewerNode(action)) {
			putOff(action);
		}
		else if (this.migration.needsMigration(action)) {
			this.parts.mutations().bring(action.space()).whenComplete((done, failure) -> {
				if (failure == null && done) {
					begin(action, start);
				}
				else {
					// No fault of the action's.
					putOff(action);
				}
			});
		}
		else {
			begin(action, start);
		}
	}

	private void putOff(TakenAction action) {
		end(action, (outbox) -> outbox.giveBack(action, PUT_OFF));
	}

	private void begin(TakenAction action, Instant start) {
		List<MigratedAction> now;
		try {
			now = this.migration.now(action);
		}
		catch (EnqueuedMigration.UnreadableException ex) {
			failed(action, start, ex.outcome());
			return;
		}
		if (now.isEmpty()) {
			logger.debug("Enqueued action {} does not run: a migration has dropped it", action.id());
			observe(action, start, "done");
			end(action, (outbox) -> outbox.done(action));
		}
		else {
			begin(action, now.get(0), start);
		}
	}

	private void begin(TakenAction action, MigratedAction now, Instant start) {
		ActionDefinition definition = this.engine.mutations().actions().find(action.space().storeType(), now.action());
		if (definition == null) {
			// Maybe another node has it, in the middle of a deploy.
			failed(action, start, ActionOutcome.failed(ProblemCode.UNKNOWN_ACTION.code(), ""));
			return;
		}
		Object args;
		try {
			args = definition.decode(now.args().json());
		}
		catch (InvalidValueException ex) {
			failed(action, start, ActionOutcome.failed(ProblemCode.INVALID_REQUEST.code(), "args " + ex.getMessage()));
			return;
		}
		CompletableFuture<ActionOutcome> outcome = this.runner.run(definition, invocation(action), args);
		if (outcome == null) {
			end(action, (outbox) -> outbox.giveBack(action, Duration.ZERO));
		}
		else {
			outcome.thenAccept((end) -> ended(action, start, end));
		}
	}

	private Invocation invocation(TakenAction action) {
		String userId = action.entry().userId();
		return new Invocation(action.space(), userId, "enqueued-" + action.id(), action.attempt(),
				this.engine.mutations().callers().of(new Actor(userId)));
	}

	private void ended(TakenAction action, Instant start, ActionOutcome outcome) {
		if (outcome.result() != null) {
			observe(action, start, "done");
			end(action, (outbox) -> outbox.done(action));
		}
		else if (outcome.code().equals(ActionFailedException.INTERRUPTED) && this.runner.room() == 0) {
			end(action, (outbox) -> outbox.giveBack(action, Duration.ZERO));
		}
		else {
			failed(action, start, outcome);
		}
	}

	private void failed(TakenAction action, Instant start, ActionOutcome outcome) {
		String failure = outcome.message().isEmpty() ? outcome.code() : outcome.code() + ": " + outcome.message();
		// What the application says may be about somebody's data.
		String reason = outcome.code().equals(RejectionCode.INTERNAL_ERROR) ? failure : outcome.code();
		if (action.attempt() >= this.parts.settings().attempts()) {
			logger.error(
					"Enqueued action {} ({}.{} of space {}) is parked after {} attempts, until it is retried or "
							+ "discarded: {}",
					action.id(), action.space().storeType(), action.entry().action().name(), action.space(),
					action.attempt(), reason);
			observe(action, start, "parked");
			end(action, (outbox) -> outbox.park(action, failure));
			return;
		}
		Duration delay = this.parts.settings().retryAfter(action.attempt(), jitter(action));
		logger.info("Enqueued action {} ({}.{} of space {}) did not work the {}. time, and is tried again in {} ms: {}",
				action.id(), action.space().storeType(), action.entry().action().name(), action.space(),
				action.attempt(), delay.toMillis(), reason);
		observe(action, start, "retried");
		end(action, (outbox) -> outbox.retry(action, delay, failure));
	}

	/** From 0 to 1, never the same for two that fail together. */
	private static double jitter(TakenAction action) {
		return ((action.id() * GOLDEN_RATIO) >>> Integer.SIZE) / (double) (1L << Integer.SIZE);
	}

	/** If this can't be stored, the lease ends, and the action runs once more. */
	private void end(TakenAction action, Consumer<ActionOutbox> end) {
		try {
			this.engine.executor().execute(() -> {
				leaseEnds(action);
				try {
					end.accept(this.outbox);
				}
				catch (RuntimeException ex) {
					logger.warn("The end of enqueued action {} can't be stored, so it will run again: {}", action.id(),
							String.valueOf(ex.getMessage()));
				}
				finally {
					forget(action);
				}
				if (this.again) {
					wake();
				}
			});
		}
		catch (RejectedExecutionException ex) {
			leaseEnds(action);
			forget(action);
		}
	}

	private void leaseEnds(TakenAction action) {
		synchronized (this.leased) {
			this.leased.remove(action);
		}
	}

	private void forget(TakenAction action) {
		CompletableFuture<Void> end = this.taken.remove(action);
		if (end != null) {
			end.complete(null);
		}
	}

	private void observe(TakenAction action, Instant start, String outcome) {
		this.engine.observer()
			.enqueuedActionEnded(action.space().storeType(), action.entry().action().name(),
					Duration.between(start, this.engine.clock().instant()), outcome);
	}

	void renew() {
		synchronized (this.leased) {
			if (!this.leased.isEmpty()) {
				this.outbox.renew(List.copyOf(this.leased), ActionLease.LENGTH);
			}
		}
	}

	/** Forget what was parked long ago, and count the rest. */
	void maintain() {
		Instant before = this.engine.clock().instant().minus(this.parts.settings().keepParked());
		int forgotten = FORGOTTEN_AT_ONCE;
		while (forgotten == FORGOTTEN_AT_ONCE) {
			forgotten = this.outbox.forgetParked(before, FORGOTTEN_AT_ONCE);
		}
		this.sizes = this.outbox.sizes();
		this.engine.mutations().parked().counted(this.outbox.parkedByType());
	}

	ActionOutbox.Sizes sizes() {
		return this.sizes;
	}

	void close() {
		this.runner.close();
	}

	/** The ends of what is under way. */
	Collection<CompletableFuture<Void>> underWay() {
		return List.copyOf(this.taken.values());
	}

	void interrupt() {
		this.runner.interrupt();
	}

}
