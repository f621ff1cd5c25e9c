package dev.syncedstore.test.crash;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.syncedstore.test.crash.CommitProxy.Fate;
import dev.syncedstore.test.crash.CommitProxy.Moment;
import dev.syncedstore.test.crash.CommitProxy.Watch;

/**
 * Holds the first transaction that reaches a moment, until it is let go.
 */
final class Ambush implements Watch {

	private static final long PATIENCE_SECONDS = 30;

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicBoolean taken = new AtomicBoolean();

	private final Moment moment;

	Ambush(Moment moment) {
		this.moment = moment;
	}

	@Override
	public Fate reached(Moment now) {
		if (now == this.moment && this.taken.compareAndSet(false, true)) {
			this.reached.countDown();
			try {
				this.released.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		return Fate.PASS;
	}

	/** Wait until a transaction is held. */
	void await() throws InterruptedException {
		if (!this.reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new AssertionError("No transaction has come to " + this.moment);
		}
	}

	void release() {
		this.released.countDown();
	}

}
