package dev.syncedstore.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the application's code on the executor that it chose, one call at a time and in
 * order, whatever that executor does. What a call throws is logged and harms no other.
 * The lock is never held while such code runs.
 */
final class ListenerQueue implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(ListenerQueue.class);

	private final Executor executor;

	private final Deque<Runnable> calls = new ArrayDeque<>();

	private boolean draining;

	ListenerQueue(Executor executor) {
		this.executor = executor;
	}

	@Override
	public void execute(Runnable call) {
		synchronized (this.calls) {
			this.calls.add(call);
			if (this.draining) {
				return;
			}
			this.draining = true;
		}
		try {
			this.executor.execute(this::drain);
		}
		catch (RejectedExecutionException ex) {
			logger.warn("The executor for listeners takes no more calls, so they are dropped", ex);
			synchronized (this.calls) {
				this.calls.clear();
				this.draining = false;
			}
		}
	}

	private void drain() {
		for (Runnable call = next(); call != null; call = next()) {
			try {
				call.run();
			}
			catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
				logger.warn("A listener threw", ex);
			}
		}
	}

	private @Nullable Runnable next() {
		synchronized (this.calls) {
			Runnable call = this.calls.poll();
			this.draining = call != null;
			return call;
		}
	}

}
