package dev.syncedstore.server.poke.stomp;

import java.util.function.Consumer;

import dev.syncedstore.core.protocol.ProblemCode;
import dev.syncedstore.server.poke.Poke;
import dev.syncedstore.server.poke.PokeHandle;
import dev.syncedstore.server.poke.PokeReceiver;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of a connection. Thread-safe.
 */
final class StompSubscription implements PokeReceiver {

	private final String id;

	private final String destination;

	private final Outbox outbox;

	private final Consumer<StompSubscription> whenEnded;

	private @Nullable PokeHandle handle;

	private boolean closed;

	private @Nullable Runnable whenOver;

	StompSubscription(String id, String destination, Outbox outbox, Consumer<StompSubscription> whenEnded) {
		this.id = id;
		this.destination = destination;
		this.outbox = outbox;
		this.whenEnded = whenEnded;
	}

	/**
	 * The subscription is under way, unless it has ended already.
	 */
	void started(PokeHandle started) {
		synchronized (this) {
			if (!this.closed) {
				this.handle = started;
				return;
			}
		}
		started.close();
	}

	/**
	 * Do something once it is over, however it ends.
	 */
	void whenOver(Runnable task) {
		synchronized (this) {
			if (!this.closed) {
				this.whenOver = task;
				return;
			}
		}
		task.run();
	}

	@Override
	public void poked(Poke poke) {
		if (!isClosed()) {
			this.outbox.add(this, poke);
		}
	}

	@Override
	public void ended(ProblemCode code, String detail) {
		if (markClosed()) {
			this.outbox.addLast(this, StompFrames.end(this.id, this.destination, code.code(), detail));
			this.whenEnded.accept(this);
			over();
		}
	}

	/**
	 * End it from this side; nothing is sent for it any more.
	 */
	void close() {
		PokeHandle started;
		synchronized (this) {
			if (this.closed) {
				return;
			}
			this.closed = true;
			started = this.handle;
		}
		this.outbox.forget(this);
		if (started != null) {
			started.close();
		}
		over();
	}

	/** Called once, after it was marked as closed. */
	private void over() {
		Runnable task;
		synchronized (this) {
			task = this.whenOver;
			this.whenOver = null;
		}
		if (task != null) {
			task.run();
		}
	}

	String id() {
		return this.id;
	}

	String destination() {
		return this.destination;
	}

	/**
	 * The frame of a message, shared with subscriptions of other connections that have
	 * the same id.
	 */
	String frame(Poke poke) {
		return poke.rendered(this.id, (message) -> StompFrames.message(this.id, this.destination, message));
	}

	private synchronized boolean isClosed() {
		return this.closed;
	}

	private synchronized boolean markClosed() {
		boolean first = !this.closed;
		this.closed = true;
		return first;
	}

}
