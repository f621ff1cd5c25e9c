package dev.syncedstore.server.nodes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Longer and longer pauses between attempts, until one succeeds or the node ends. Belongs
 * to one thread.
 */
final class Backoff {

	private static final Duration FIRST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final CountDownLatch end;

	private Duration next = FIRST;

	/**
	 * Create it.
	 * @param end ends a pause at once
	 */
	Backoff(CountDownLatch end) {
		this.end = end;
	}

	void succeeded() {
		this.next = FIRST;
	}

	void pause() throws InterruptedException {
		this.end.await(this.next.toMillis(), TimeUnit.MILLISECONDS);
		this.next = (this.next.compareTo(LONGEST) < 0) ? this.next.multipliedBy(2) : LONGEST;
	}

}
