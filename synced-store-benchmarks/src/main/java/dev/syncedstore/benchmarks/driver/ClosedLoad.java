package dev.syncedstore.benchmarks.driver;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Requests on many connections, on each the next as soon as the one before is answered.
 */
public final class ClosedLoad implements Closeable {

	private static final int OK = 200;

	private final EventLoop loop;

	private final List<Source> sources = new ArrayList<>();

	/** Of the run that is under way, belonging to the loop's thread. */
	private Run run = new Run(0, 0);

	/**
	 * Without connections.
	 * @param loop serves the connections
	 */
	public ClosedLoad(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * Add a connection.
	 * @param port of the server
	 * @param requests makes the requests, on the loop's thread; the next one when the one
	 * before is answered by 200, and {@code null} if there is none
	 */
	public void add(int port, Supplier<byte @Nullable []> requests) {
		this.sources.add(new Source(HttpConnection.open(this.loop, port), requests));
	}

	/**
	 * Run for a while, until the last request is answered.
	 * @param duration when to stop sending
	 * @return how many requests were answered a second
	 * @throws IOException if one is answered by anything but 200
	 */
	public double run(Duration duration) throws IOException {
		long start = System.nanoTime();
		Run next = new Run(start + duration.toNanos(), this.sources.size());
		this.loop.execute(() -> {
			this.run = next;
			this.sources.forEach((source) -> next(source, start));
		});
		try {
			next.done.get();
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
		return next.answered / ((next.endedAt - start) / 1e9);
	}

	private void next(Source source, long now) {
		Run current = this.run;
		byte[] request = (now < current.end) ? source.requests.get() : null;
		if (request != null) {
			source.connection.send(request, (answer, failure) -> answered(source, answer, failure));
		}
		else if (--current.running == 0) {
			current.endedAt = now;
			current.done.complete(null);
		}
	}

	private void answered(Source source, @Nullable HttpAnswer answer, @Nullable IOException failure) {
		Run current = this.run;
		if (answer == null || answer.status() != OK) {
			current.done.completeExceptionally((failure != null) ? failure : new IOException("An answer is " + answer));
			return;
		}
		current.answered++;
		next(source, System.nanoTime());
	}

	@Override
	public void close() {
		this.sources.forEach((source) -> source.connection.close());
	}

	private record Source(HttpConnection connection, Supplier<byte @Nullable []> requests) {
	}

	private static final class Run {

		private final long end;

		private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

		private int running;

		private long answered;

		private long endedAt;

		Run(long end, int running) {
			this.end = end;
			this.running = running;
		}

	}

}
