package dev.syncedstore.benchmarks.driver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/1.1 that is kept alive, for one request at a time. Callbacks run
 * on the loop's thread.
 */
public final class HttpConnection implements Closeable {

	private static final int PATIENCE_SECONDS = 120;

	private final EventLoop loop;

	private final HttpWire wire = new HttpWire();

	private HttpConnection(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * Connect to a server.
	 * @param loop serves the connection
	 * @param port of the server
	 * @return the connection
	 */
	public static HttpConnection open(EventLoop loop, int port) {
		HttpConnection connection = new HttpConnection(loop);
		loop.connect(port, connection.wire);
		return connection;
	}

	/**
	 * Send a request. The one before must have been answered.
	 * @param request the whole request, see {@link HttpRequest}
	 * @param answered is told the answer, or why there is none
	 */
	public void send(byte[] request, BiConsumer<@Nullable HttpAnswer, @Nullable IOException> answered) {
		this.loop.execute(() -> this.wire.request(request, answered));
	}

	/**
	 * Send a request and wait for its answer, on any thread but the loop's.
	 * @param request the whole request
	 * @return the answer
	 * @throws IOException if there is none
	 */
	public HttpAnswer exchange(byte[] request) throws IOException {
		CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
		send(request, (answer, failure) -> {
			if (answer != null) {
				result.complete(answer);
			}
			else {
				result.completeExceptionally((failure != null) ? failure : new IOException("No answer"));
			}
		});
		try {
			return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IOException("No answer", ex);
		}
	}

	@Override
	public void close() {
		this.loop.execute(this.wire::close);
	}

	private static final class HttpWire extends Wire {

		private final HttpAnswerReader reader = new HttpAnswerReader();

		private @Nullable BiConsumer<@Nullable HttpAnswer, @Nullable IOException> waiting;

		private @Nullable IOException failure;

		void request(byte[] request, BiConsumer<@Nullable HttpAnswer, @Nullable IOException> answered) {
			if (this.waiting != null) {
				throw new IllegalStateException("One request at a time");
			}
			if (this.failure != null) {
				answered.accept(null, this.failure);
				return;
			}
			this.waiting = answered;
			send(ByteBuffer.wrap(request));
		}

		@Override
		void opened() {
			// Requests wait for answers, not for connections.
		}

		@Override
		void received(ByteBuffer bytes) {
			HttpAnswer answer = this.reader.read(bytes);
			if (answer != null) {
				BiConsumer<@Nullable HttpAnswer, @Nullable IOException> answered = this.waiting;
				this.waiting = null;
				if (answered == null) {
					throw new IllegalStateException("An answer to nothing: " + answer.text());
				}
				answered.accept(answer, null);
			}
		}

		@Override
		void failed(IOException cause) {
			this.failure = cause;
			if (this.waiting != null) {
				this.waiting.accept(null, cause);
			}
		}

	}

}
