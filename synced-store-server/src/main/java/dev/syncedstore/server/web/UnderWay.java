package dev.syncedstore.server.web;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Does something at the end of an asynchronous request, whatever that is: also when it is
 * made asynchronous again, as it is for its reply.
 */
final class UnderWay implements AsyncListener {

	private final Runnable whenEnded;

	private final AtomicBoolean ended = new AtomicBoolean();

	UnderWay(Runnable whenEnded) {
		this.whenEnded = whenEnded;
	}

	/** It has ended. */
	void end() {
		if (this.ended.compareAndSet(false, true)) {
			this.whenEnded.run();
		}
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// Its end is told, too.
	}

	@Override
	public void onError(AsyncEvent event) {
		// Its end is told, too.
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this);
	}

}
