package dev.syncedstore.server.engine;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.server.LendingExecutor;

/**
 * Threads for what talks to the database: no more than connections may be taken from the
 * application's pool. They end when there is nothing to do. What waits here is bounded by
 * those who submit it: one task for each space that pushes wait for, and the pulls. One
 * caller at a time may do a task itself.
 */
public final class DatabaseExecutor implements LendingExecutor, AutoCloseable {

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

	private static final Duration TERMINATION = Duration.ofSeconds(5);

	private final ThreadPoolExecutor threads;

	private final Semaphore connections;

	private final AtomicBoolean lent = new AtomicBoolean();

	/**
	 * Create an executor.
	 * @param connections how many connections it may use at once, at least 1
	 */
	public DatabaseExecutor(int connections) {
		this.connections = new Semaphore(connections);
		AtomicInteger number = new AtomicInteger();
		this.threads = new ThreadPoolExecutor(connections, connections, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(task, "synced-store-database-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		this.threads.allowCoreThreadTimeOut(true);
	}

	@Override
	public void execute(Runnable task) {
		this.threads.execute(() -> {
			this.connections.acquireUninterruptibly();
			run(task);
		});
	}

	@Override
	public boolean runHere(Runnable task) {
		if (this.threads.isShutdown() || !this.lent.compareAndSet(false, true)) {
			return false;
		}
		try {
			if (!this.connections.tryAcquire()) {
				return false;
			}
			run(task);
			return true;
		}
		finally {
			this.lent.set(false);
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		finally {
			this.connections.release();
		}
	}

	/**
	 * Accept no more tasks, and wait a little for those that were accepted.
	 */
	@Override
	public void close() {
		this.threads.shutdown();
		try {
			this.threads.awaitTermination(TERMINATION.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
