package dev.syncedstore.test.world;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

import dev.syncedstore.server.action.run.ActionThreads;
import dev.syncedstore.test.time.VirtualTime;
import dev.syncedstore.test.transport.MortalServer;
import org.jspecify.annotations.Nullable;

/**
 * Threads of actions that take turns with the thread of their world: while an action
 * runs, the world stands still, and while it waits, the world goes on. So there is one
 * order of things, the same each time.
 */
final class ActionTurns implements ActionThreads {

	private final VirtualTime time;

	private final MortalServer process;

	/** Whose turn it is, if it is not the world's. */
	private @Nullable Turns current;

	ActionTurns(VirtualTime time, MortalServer process) {
		this.time = time;
		this.process = process;
	}

	@Override
	public Running start(Runnable action) {
		Turns turns = new Turns(action);
		turns.thread.start();
		later(turns::begin);
		return turns::interrupt;
	}

	@Override
	public <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
		Turns turns = this.current;
		if (turns == null || Thread.currentThread() != turns.thread) {
			throw new IllegalStateException("Only an action can wait here, on its own thread");
		}
		turns.await(future);
		return future.get();
	}

	@Override
	public Runnable after(Duration delay, Runnable task) {
		return this.time.schedule(delay, this.process.whileAlive(task))::cancel;
	}

	private void later(Runnable step) {
		this.time.schedule(Duration.ZERO, this.process.whileAlive(step));
	}

	/**
	 * The turns of one action.
	 */
	private final class Turns {

		private final Semaphore ofAction = new Semaphore(0);

		private final Semaphore ofWorld = new Semaphore(0);

		private final Thread thread;

		private @Nullable CompletableFuture<?> waitsFor;

		private boolean interrupted;

		Turns(Runnable action) {
			this.thread = new Thread(() -> run(action), "action");
			this.thread.setDaemon(true);
		}

		private void run(Runnable action) {
			this.ofAction.acquireUninterruptibly();
			try {
				action.run();
			}
			finally {
				this.ofWorld.release();
			}
		}

		/** On the world's thread. */
		private void begin() {
			Thread world = ActionTurns.this.time.passTo(this.thread);
			ActionTurns.this.current = this;
			this.ofAction.release();
			this.ofWorld.acquireUninterruptibly();
			ActionTurns.this.current = null;
			ActionTurns.this.time.passTo(world);
		}

		/** On the action's thread. */
		private void await(CompletableFuture<?> future) throws InterruptedException {
			if (future.isDone()) {
				return;
			}
			this.waitsFor = future;
			future.whenComplete((result, failure) -> later(() -> goOn(future)));
			this.ofWorld.release();
			this.ofAction.acquireUninterruptibly();
			this.waitsFor = null;
			if (this.interrupted) {
				this.interrupted = false;
				throw new InterruptedException();
			}
		}

		private void goOn(CompletableFuture<?> future) {
			if (this.waitsFor == future) {
				begin();
			}
		}

		private void interrupt() {
			CompletableFuture<?> future = this.waitsFor;
			if (future != null) {
				this.interrupted = true;
				later(() -> goOn(future));
			}
		}

	}

}
