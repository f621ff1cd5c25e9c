package dev.syncedstore.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.syncedstore.benchmarks.driver.EventLoop;
import dev.syncedstore.benchmarks.driver.HttpAnswer;
import dev.syncedstore.benchmarks.driver.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Many who listen, and one who makes a server tell them something at a steady rate. Every
 * delivery counts: who misses one, or is disconnected, fails the run.
 */
abstract class Audience implements Closeable {

	private static final int OK = 200;

	private static final long SECOND = 1_000_000_000;

	private static final long PATIENCE_SECONDS = 30;

	private final EventLoop loop;

	private final HttpConnection teller;

	private final int listeners;

	private CompletableFuture<Void> told = new CompletableFuture<>();

	/** What was asked for and not answered, or not heard by somebody. */
	private long outstanding;

	private int toSend;

	private long nextAt;

	private long interval;

	private boolean sending;

	Audience(EventLoop loop, int port, int listeners) {
		this.loop = loop;
		this.teller = HttpConnection.open(loop, port);
		this.listeners = listeners;
	}

	/** The next request, made on the loop's thread. */
	abstract byte[] request();

	/**
	 * Somebody has heard of as many requests.
	 * @param requests how many; on the loop's thread
	 */
	final void heard(long requests) {
		this.outstanding -= requests;
		if (this.outstanding < 0) {
			fail(new IOException("Somebody has heard something twice"));
		}
		complete();
	}

	final void fail(IOException cause) {
		this.told.completeExceptionally(cause);
	}

	/**
	 * Have things told, and wait until all have heard all.
	 * @param count how many
	 * @param rate how many a second
	 * @return how many deliveries that were
	 * @throws IOException if one is missing
	 */
	final long tell(int count, int rate) throws IOException {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.loop.execute(() -> {
			this.told = done;
			this.toSend = count;
			this.outstanding = (long) count * (this.listeners + 1);
			this.interval = SECOND / rate;
			this.nextAt = System.nanoTime();
			send();
		});
		try {
			done.get(count / rate + PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IOException(this.outstanding + " deliveries are missing", ex);
		}
		return (long) count * this.listeners;
	}

	private void send() {
		if (this.toSend == 0 || this.sending) {
			return;
		}
		long wait = this.nextAt - System.nanoTime();
		if (wait > 0) {
			this.loop.schedule(wait, this::send);
			return;
		}
		this.toSend--;
		this.nextAt += this.interval;
		this.sending = true;
		this.teller.send(request(), this::answered);
	}

	private void answered(@Nullable HttpAnswer answer, @Nullable IOException failure) {
		this.sending = false;
		if (answer == null || answer.status() != OK) {
			fail((failure != null) ? failure : new IOException("The answer is " + answer));
			return;
		}
		this.outstanding--;
		complete();
		send();
	}

	private void complete() {
		if (this.outstanding == 0) {
			this.told.complete(null);
		}
	}

	@Override
	public void close() throws IOException {
		this.teller.close();
	}

}
