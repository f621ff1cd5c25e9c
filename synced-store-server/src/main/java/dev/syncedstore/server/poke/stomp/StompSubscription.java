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
	}

	String id() {
		return this.id;
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
