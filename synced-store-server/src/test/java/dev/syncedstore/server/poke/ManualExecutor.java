package dev.syncedstore.server.poke;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps tasks until it is told to run them, on the calling thread.
 */
public final class ManualExecutor implements Executor {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	boolean refuses;

	@Override
	public void execute(Runnable task) {
		if (this.refuses) {
			throw new RejectedExecutionException("full");
		}
		this.tasks.add(task);
	}

	/** Runs what has waited longest. */
	public boolean runNext() {
		Runnable task = this.tasks.poll();
		if (task != null) {
			task.run();
		}
		return task != null;
	}

	/** Runs all that waits, and what comes of it. */
	public boolean runAll() {
		boolean any = false;
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
			any = true;
		}
		return any;
	}

}
