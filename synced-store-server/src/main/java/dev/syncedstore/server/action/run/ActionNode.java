package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.syncedstore.core.mutation.MutationRunner;
import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.ActionOutbox;
import dev.syncedstore.server.log.LogUnavailableException;
import dev.syncedstore.server.push.ServerMutations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actions of one node: those that are called and those that are enqueued, put
 * together. Thread-safe.
 */
public final class ActionNode {

	private static final Logger logger = LoggerFactory.getLogger(ActionNode.class);

	/** For what was interrupted to end. */
	private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

	private final EngineParts engine;

	private final CalledActions called;

	private final EnqueuedRuns enqueued;

	private final ActionService service;

	private final boolean idle;

	private final AtomicLong renewedAt = new AtomicLong();

	private volatile boolean closed;

	/**
	 * Put the actions of a node together.
	 * @param engine what the engine works with
	 * @param mutations runs the mutations of actions
	 * @param setup the actions, and what they need
	 */
	public ActionNode(EngineParts engine, ServerMutations mutations, ActionSetup setup) {
		RunParts parts = new RunParts(engine, mutations, new MutationRunner(engine.codecs()), setup.threads(),
				setup.settings());
		this.engine = engine;
		this.called = new CalledActions(parts, setup.calls());
		this.enqueued = new EnqueuedRuns(parts, setup.outbox());
		this.service = new ActionService(parts, this.called);
		this.idle = setup.catalog().isEmpty();
	}

	/**
	 * Serves calls.
	 * @return the service
	 */
	public ActionService service() {
		return this.service;
	}

	/** Something was enqueued. Returns at once. */
	public void enqueued() {
		if (!this.idle && !this.closed) {
			this.enqueued.wake();
		}
	}

	/**
	 * Run what has become due, and keep what runs. To be called every second or so;
	 * returns at once.
	 */
	public void tick() {
		if (this.idle) {
			return;
		}
		enqueued();
		this.called.saveAgain();
		long now = this.engine.clock().millis();
		long last = this.renewedAt.get();
		if (now - last >= ActionLease.RENEWAL.toMillis() && this.renewedAt.compareAndSet(last, now)) {
			try {
				this.engine.executor().execute(this::renew);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("Running actions are kept later", ex);
			}
		}
	}

	private void renew() {
		try {
			this.called.renew();
			this.enqueued.renew();
		}
		catch (RuntimeException ex) {
			logger.warn("Running actions can't be kept at the moment, so that other nodes may take them: {}",
					String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Forget what need not be kept any longer. May wait for the database.
	 */
	public void maintain() {
		try {
			this.called.forget();
			this.enqueued.maintain();
		}
		catch (LogUnavailableException ex) {
			logger.debug("What is left of actions can't be removed at the moment", ex);
		}
	}

	/**
	 * How many enqueued actions there were the last time that they were counted.
	 * @return those that are due and those that are parked
	 */
	public ActionOutbox.Sizes sizes() {
		return this.enqueued.sizes();
	}

	/**
	 * How many actions this node runs at the moment, called and enqueued ones.
	 * @return their number
	 */
	public int running() {
		return this.called.underWay().size() + this.enqueued.underWay().size();
	}

	/**
	 * Run no more, and wait for what runs. What is not over then is interrupted: a call
	 * has failed, what was enqueued is another node's.
	 * @param timeout how long to wait
	 */
	public void close(Duration timeout) {
		this.closed = true;
		this.called.close();
		this.enqueued.close();
		if (!await(timeout)) {
			logger.warn("After {} some actions were still running, and are interrupted", timeout);
			this.called.interrupt();
			this.enqueued.interrupt();
			await(LAST_MOMENT);
		}
	}

	private boolean await(Duration timeout) {
		try {
			CompletableFuture
				.allOf(Stream.concat(this.called.underWay().stream(), this.enqueued.underWay().stream())
					.toArray(CompletableFuture<?>[]::new))
				.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException | ExecutionException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
