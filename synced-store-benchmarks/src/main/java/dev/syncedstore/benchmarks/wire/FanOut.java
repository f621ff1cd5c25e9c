package dev.syncedstore.benchmarks.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpAnswer;
import dev.syncedstore.benchmarks.driver.HttpConnection;
import dev.syncedstore.benchmarks.driver.Latencies;
import org.jspecify.annotations.Nullable;

/**
 * One writer, and receivers that hear of everything it writes. Measures how long it takes
 * from sending a request until the last receiver has received and parsed its message. One
 * request at a time, and a moment of silence between.
 */
abstract class FanOut implements Closeable {

	/** The least number of samples, however short the slice. */
	private static final int LEAST = 100;

	private static final long SILENCE_NANOS = 500_000;

	private static final int OK = 200;

	private static final long PATIENCE_SECONDS = 60;

	private final EventLoop loop;

	private final HttpConnection writer;

	private final int receivers;

	private CompletableFuture<Latencies> result = new CompletableFuture<>();

	private Latencies latencies = new Latencies();

	private long end;

	private long sentAt;

	private int outstanding;

	private boolean answered;

	FanOut(EventLoop loop, int writerPort, int receivers) {
		this.loop = loop;
		this.writer = HttpConnection.open(loop, writerPort);
		this.receivers = receivers;
	}

	/** The next request, made on the loop's thread. */
	abstract byte[] request();

	/** A receiver has received and parsed the message of a request. */
	final void heard() {
		this.outstanding--;
		if (this.outstanding == 0) {
			this.latencies.add(System.nanoTime() - this.sentAt);
			next();
		}
		else if (this.outstanding < 0) {
			fail(new IOException("Somebody has heard of nothing"));
		}
	}

	final void fail(IOException cause) {
		this.result.completeExceptionally(cause);
	}

	/**
	 * Measure for a while.
	 * @param slice how long
	 * @return the latencies
	 * @throws IOException if something was not answered or not heard
	 */
	final Latencies measure(Duration slice) throws IOException {
		CompletableFuture<Latencies> measured = new CompletableFuture<>();
		this.loop.execute(() -> {
			this.result = measured;
			this.latencies = new Latencies();
			this.end = System.nanoTime() + slice.toNanos();
			send();
		});
		try {
			return measured.get(slice.toSeconds() + PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IOException("Not everybody has heard: " + this.outstanding + " are missing", ex);
		}
	}

	private void send() {
		this.outstanding = this.receivers;
		this.answered = false;
		byte[] request = request();
		this.sentAt = System.nanoTime();
		this.writer.send(request, this::answered);
	}

	private void answered(@Nullable HttpAnswer answer, @Nullable IOException failure) {
		if (answer == null || answer.status() != OK) {
			fail((failure != null) ? failure : new IOException("The answer is " + answer));
			return;
		}
		this.answered = true;
		next();
	}

	private void next() {
		if (!this.answered || this.outstanding > 0) {
			return;
		}
		if (System.nanoTime() > this.end && this.latencies.size() >= LEAST) {
			this.result.complete(this.latencies);
		}
		else {
			this.loop.schedule(SILENCE_NANOS, this::send);
		}
	}

	@Override
	public void close() {
		this.writer.close();
	}

}
