package dev.syncedstore.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.syncedstore.server.LendingExecutor;
import dev.syncedstore.server.engine.DatabaseExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a synced store. They are held by an object that is no {@link Executor}
 * itself: as a bean, one would make Spring Boot withdraw the application's own
 * {@code applicationTaskExecutor}. Thread-safe.
 */
public final class NodeThreads implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(NodeThreads.class);

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

	private static final int CLOSERS = 2;

	private final int connections;

	private final DatabaseExecutor database;

	private final ThreadPoolExecutor dispatch = pool("poke", Math.max(2, Runtime.getRuntime().availableProcessors()));

	private final ThreadPoolExecutor access;

	private final ThreadPoolExecutor closer = pool("close", CLOSERS);

	private final ScheduledThreadPoolExecutor ticker = new ScheduledThreadPoolExecutor(1, named("tick"));

	NodeThreads(int connections) {
		this.connections = connections;
		this.database = new DatabaseExecutor(connections);
		// Two at least, so that one slow answer doesn't hold up all others.
		this.access = pool("access", Math.max(2, connections / 2));
		this.ticker.setRemoveOnCancelPolicy(true);
	}

	/**
	 * For what talks to the database.
	 * @return as many threads as connections may be taken
	 */
	public Executor database() {
		return this.database;
	}

	/**
	 * How many connections are taken at most, those of transactional mutators apart.
	 * @return as many as there are threads for the database
	 */
	int connections() {
		return this.connections;
	}

	/**
	 * How many transactional mutators may run at once. With the connections that they
	 * take for {@code REQUIRES_NEW}, a node then takes three quarters of the pool at
	 * most, and of a pool of four leaves one to the application.
	 * @return half as many as there are threads for the database
	 */
	public int transactionsAtOnce() {
		return Math.max(1, this.connections / 2);
	}

	/**
	 * For building and handing out what subscribers are told. Nothing there waits, so any
	 * thread may do it.
	 * @return the executor
	 */
	public LendingExecutor dispatch() {
		return new LendingExecutor() {

			@Override
			public void execute(Runnable task) {
				NodeThreads.this.dispatch.execute(task);
			}

			@Override
			public boolean runHere(Runnable task) {
				task.run();
				return true;
			}

		};
	}

	/**
	 * For asking the application's access policy, which may well query the database.
	 * @return the executor
	 */
	public Executor access() {
		return this.access;
	}

	/**
	 * For closing connections, which may block for a moment.
	 * @return the executor
	 */
	public Executor closer() {
		return this.closer;
	}

	/**
	 * Do something again and again until the application ends.
	 * @param period the time between
	 * @param task what to do; must not block
	 */
	public void every(Duration period, Runnable task) {
		this.ticker.scheduleWithFixedDelay(() -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				logger.error("What should happen every {} failed this time", period, ex);
			}
		}, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Close connections no more, and wait for those that are being closed.
	 * @param timeout how long to wait
	 */
	public void awaitClosedConnections(Duration timeout) {
		terminate(this.closer, timeout);
	}

	@Override
	public void close() {
		this.ticker.shutdownNow();
		terminate(this.closer, Duration.ZERO);
		terminate(this.access, Duration.ZERO);
		terminate(this.dispatch, Duration.ofSeconds(1));
		this.database.close();
	}

	private static void terminate(ExecutorService threads, Duration timeout) {
		threads.shutdown();
		try {
			threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static ThreadPoolExecutor pool(String name, int size) {
		ThreadPoolExecutor threads = new ThreadPoolExecutor(size, size, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS,
				new LinkedBlockingQueue<>(), named(name));
		threads.allowCoreThreadTimeOut(true);
		return threads;
	}

	private static ThreadFactory named(String name) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, "synced-store-" + name + "-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

}
