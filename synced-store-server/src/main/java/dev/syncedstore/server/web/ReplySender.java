package dev.syncedstore.server.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends replies as fast as their receivers read and no faster, without a thread that
 * waits for them. Thread-safe.
 */
final class ReplySender {

	private static final Logger logger = LoggerFactory.getLogger(ReplySender.class);

	/** What a client that reads a kilobyte a second gets of a page, is not worth more. */
	private static final long TIMEOUT_MILLIS = Duration.ofMinutes(5).toMillis();

	private static final int CHUNK = 16 * 1024;

	/** What fits into the buffers of any connection. */
	private static final int SHORT = 2048;

	/** Whose streams pass on listeners and bytes. */
	private static final List<String> TRANSPARENT = List.of("org.springframework.security.",
			"org.springframework.web.context.request.async.");

	private final ByteRoom room;

	private final Reply noRoom;

	/**
	 * Create a sender.
	 * @param room bounds what all replies together hold
	 * @param noRoom takes the place of a reply that there is no room for
	 */
	ReplySender(ByteRoom room, Reply noRoom) {
		this.room = room;
		this.noRoom = noRoom;
	}

	/**
	 * Whether sending a reply is as good as not waiting.
	 */
	boolean isShort(Reply reply) {
		return reply.body().length() <= SHORT;
	}

	/**
	 * Send a reply, which ends the request.
	 * @param request the request
	 * @param response its response
	 * @param reply the reply
	 * @throws IOException if the client goes away
	 */
	void send(HttpServletRequest request, HttpServletResponse response, Reply reply) throws IOException {
		byte[] body = ReplyWriter.body(request, reply);
		if (!this.room.take(body.length)) {
			ReplyWriter.write(request, response, this.noRoom);
			return;
		}
		if (isShort(reply) || !request.isAsyncSupported() || !isPossible(response)) {
			try {
				ReplyWriter.write(response, reply, body);
			}
			finally {
				this.room.release(body.length);
			}
			return;
		}
		ReplyWriter.writeHead(response, reply, body);
		AsyncContext async = request.startAsync(request, response);
		async.setTimeout(TIMEOUT_MILLIS);
		Sending sending = new Sending(async, response.getOutputStream(), body);
		async.addListener(sending);
		response.getOutputStream().setWriteListener(sending);
	}

	/**
	 * Whether what is written goes to the container. A filter that keeps it back would
	 * not learn of the end.
	 */
	private static boolean isPossible(HttpServletResponse response) throws IOException {
		ServletResponse outer = response;
		while (outer instanceof ServletResponseWrapper wrapper) {
			ServletResponse inner = wrapper.getResponse();
			// Some wrappers make a new stream each time, so it is not the same object.
			if (TRANSPARENT.stream().noneMatch(wrapper.getClass().getName()::startsWith)
					&& wrapper.getOutputStream().getClass() != inner.getOutputStream().getClass()) {
				return false;
			}
			outer = inner;
		}
		return true;
	}

	/**
	 * A reply on its way.
	 */
	private final class Sending implements WriteListener, AsyncListener {

		private final AsyncContext async;

		private final ServletOutputStream out;

		private byte[] body;

		private int offset;

		private boolean ended;

		Sending(AsyncContext async, ServletOutputStream out, byte[] body) {
			this.async = async;
			this.out = out;
			this.body = body;
		}

		@Override
		public synchronized void onWritePossible() throws IOException {
			while (!this.ended && this.out.isReady()) {
				if (this.offset == this.body.length) {
					end();
					this.async.complete();
				}
				else {
					int count = Math.min(CHUNK, this.body.length - this.offset);
					this.out.write(this.body, this.offset, count);
					this.offset += count;
				}
			}
		}

		@Override
		public void onError(Throwable failure) {
			logger.debug("A client went away before it had its answer", failure);
			abort();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			logger.debug("A client has not read its answer in time");
			abort();
		}

		@Override
		public void onError(AsyncEvent event) {
			abort();
		}

		@Override
		public synchronized void onComplete(AsyncEvent event) {
			end();
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// Nobody does.
		}

		private synchronized void abort() {
			if (!this.ended) {
				end();
				try {
					this.async.complete();
				}
				catch (IllegalStateException ex) {
					logger.debug("The request has ended by itself", ex);
				}
			}
		}

		private void end() {
			if (!this.ended) {
				this.ended = true;
				ReplySender.this.room.release(this.body.length);
				this.body = new byte[0];
			}
		}

	}

}
