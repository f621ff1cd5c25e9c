package dev.syncedstore.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Receives the body of an asynchronous request as its bytes come, so that a client that
 * sends slowly holds no thread. Called by one of the container's threads at a time.
 */
final class BodyReceiver implements ReadListener {

	private static final int BUFFER = 8192;

	private final ServletInputStream in;

	private final int maxBytes;

	private final ByteRoom room;

	private final Receiver receiver;

	private final ByteArrayOutputStream received;

	private final byte[] buffer = new byte[BUFFER];

	private volatile boolean complete;

	private volatile boolean ended;

	private BodyReceiver(ServletInputStream in, RequestBody body, ByteRoom room, Receiver receiver) {
		this.in = in;
		this.maxBytes = body.maxBytes();
		this.room = room;
		this.receiver = receiver;
		this.received = new ByteArrayOutputStream(Math.max(BUFFER, body.expectedBytes()));
	}

	/**
	 * Whether a request's bytes come from the container itself. The stream of a filter
	 * may well not know of listeners.
	 */
	static boolean isPossible(HttpServletRequest request) throws IOException {
		ServletRequest container = request;
		while (container instanceof ServletRequestWrapper wrapper) {
			container = wrapper.getRequest();
		}
		return request.getInputStream() == container.getInputStream();
	}

	/**
	 * Begin to receive, after the request was made asynchronous.
	 * @param request the request
	 * @param begun what has been read of it already
	 * @param room bounds what all requests together hold
	 * @param receiver is told of the end, once
	 * @return the receiver
	 * @throws IOException if the client goes away
	 */
	static BodyReceiver start(HttpServletRequest request, RequestBody.Beginning begun, ByteRoom room, Receiver receiver)
			throws IOException {
		ServletInputStream in = request.getInputStream();
		BodyReceiver result = new BodyReceiver(in, begun.body(), room, receiver);
		result.add(begun.bytes(), begun.bytes().length);
		in.setReadListener(result);
		return result;
	}

	/**
	 * Whether all of the body has come. Otherwise the connection can't be used again.
	 */
	boolean isComplete() {
		return this.complete;
	}

	@Override
	public void onDataAvailable() throws IOException {
		while (!this.ended && this.in.isReady() && !this.in.isFinished()) {
			int count = this.in.read(this.buffer);
			if (count < 0) {
				return;
			}
			add(this.buffer, count);
		}
	}

	private void add(byte[] bytes, int count) {
		if (this.received.size() + count > this.maxBytes) {
			fail(RequestBody.tooLarge(this.maxBytes));
		}
		else if (!this.room.take(count)) {
			fail(new IOException("Too much is being received already"));
		}
		else {
			this.received.write(bytes, 0, count);
		}
	}

	@Override
	public void onAllDataRead() {
		this.complete = true;
		if (!this.ended) {
			this.ended = true;
			this.room.release(this.received.size());
			this.receiver.received(this.received.toByteArray());
		}
	}

	@Override
	public void onError(Throwable failure) {
		fail(failure);
	}

	/**
	 * Wait no longer.
	 */
	void abandon() {
		if (!this.ended) {
			this.ended = true;
			this.room.release(this.received.size());
		}
	}

	private void fail(Throwable failure) {
		if (!this.ended) {
			abandon();
			this.receiver.failed(failure);
		}
	}

	/**
	 * Is told how receiving ended.
	 */
	interface Receiver {

		/**
		 * All of it has come.
		 * @param bytes the bytes, as they were sent
		 */
		void received(byte[] bytes);

		/**
		 * It is too large, or the client went away.
		 * @param failure why
		 */
		void failed(Throwable failure);

	}

}
