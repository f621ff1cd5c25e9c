package dev.syncedstore.client.scheduling;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler of a running application: one daemon thread. Once closed it takes no more
 * tasks, silently.
 */
public final class SingleThreadScheduler implements Scheduler, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SingleThreadScheduler.class);

	private final ScheduledThreadPoolExecutor executor;

	/**
	 * Create a scheduler.
	 * @param threadName the name of its thread
	 */
	public SingleThreadScheduler(String threadName) {
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, threadName);
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	@Override
	public void execute(Runnable task) {
		this.executor.execute(guarded(task));
	}

	@Override
	public Cancellation schedule(Duration delay, Runnable task) {
		Future<?> scheduled = this.executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
		return () -> scheduled.cancel(false);
	}

	/** Take no more tasks; those that are due still run. */
	@Override
	public void close() {
		this.executor.shutdown();
	}

	private static Runnable guarded(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				logger.error("A task of the client failed: please report this", ex);
			}
		};
	}

}
