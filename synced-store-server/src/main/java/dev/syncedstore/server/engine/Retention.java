package dev.syncedstore.server.engine;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.server.EngineParts;
import dev.syncedstore.server.log.RetentionRules;
import dev.syncedstore.server.log.RetentionStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the log forget, in small steps. Each step is a task of its own on the database
 * executor, so that pushes and pulls that wait there come in between. Thread-safe.
 */
final class Retention {

	private static final Logger logger = LoggerFactory.getLogger(Retention.class);

	/** After so many, others have had enough of it for a while. */
	private static final int STEPS_AT_ONCE = 50;

	private final EngineParts parts;

	private final RetentionRules rules;

	private final AtomicBoolean running = new AtomicBoolean();

	private volatile boolean closed;

	Retention(EngineParts parts, RetentionRules rules) {
		this.parts = parts;
		this.rules = rules;
	}

	/** Take some steps, unless that is going on already. */
	void begin() {
		if (!this.closed && this.running.compareAndSet(false, true)) {
			submit(STEPS_AT_ONCE);
		}
	}

	/** Take no more steps. */
	void close() {
		this.closed = true;
	}

	private void submit(int steps) {
		try {
			this.parts.executor().execute(() -> take(steps));
		}
		catch (RejectedExecutionException ex) {
			this.running.set(false);
		}
	}

	private void take(int steps) {
		boolean more = false;
		try {
			more = !this.closed
					&& this.parts.log().retain(this.rules, this.parts.clock().instant()) == RetentionStep.MORE;
		}
		catch (RuntimeException ex) {
			logger.error("What is too old can't be removed from the version log; it is tried again soon", ex);
		}
		if (more && steps > 1) {
			submit(steps - 1);
		}
		else {
			this.running.set(false);
		}
	}

}
