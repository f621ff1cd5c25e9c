package dev.syncedstore.server.action.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * A thread for each action: a virtual one where the JDK has them, so that actions may
 * wait for a long time at no cost, and one of the system's otherwise. Thread-safe.
 */
public final class OwnActionThreads implements ActionThreads, AutoCloseable {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("synced-store-action-");

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "synced-store-action-timer");
		thread.setDaemon(true);
		return thread;
	});

	/** Create threads as they are needed. */
	public OwnActionThreads() {
		this.executor.setDaemon(true);
		this.executor.setVirtualThreads(Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS);
		this.timer.setRemoveOnCancelPolicy(true);
	}

	@Override
	public Running start(Runnable action) {
		Future<?> running = this.executor.submit(action);
		return () -> running.cancel(true);
	}

	@Override
	public <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
		return future.get();
	}

	@Override
	public Runnable after(Duration delay, Runnable task) {
		Future<?> scheduled = this.timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
		return () -> scheduled.cancel(false);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		this.executor.close();
	}

}
