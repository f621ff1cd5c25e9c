package dev.syncedstore.server.poke.stomp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A connection whose other side reads, or doesn't.
 */
final class ManualChannel implements TextChannel {

	final List<String> sent = new ArrayList<>();

	boolean reading = true;

	int closedWith;

	private @Nullable Sent waiting;

	@Override
	public void send(String text, Sent callback) {
		if (this.waiting != null) {
			throw new IllegalStateException("A text is under way already");
		}
		this.sent.add(text);
		if (this.reading) {
			callback.sent(null);
		}
		else {
			this.waiting = callback;
		}
	}

	@Override
	public void close(int code, String reason) {
		if (this.closedWith != 0) {
			throw new IllegalStateException("Closed already");
		}
		this.closedWith = code;
	}

	/** The other side reads again. */
	void read() {
		this.reading = true;
		readOne();
	}

	/** The other side reads what is under way, and no more. */
	void readOne() {
		Sent callback = this.waiting;
		this.waiting = null;
		if (callback != null) {
			callback.sent(null);
		}
	}

	/** The other side is gone. */
	void fail() {
		Sent callback = this.waiting;
		this.waiting = null;
		if (callback != null) {
			callback.sent(new java.io.IOException("Broken pipe"));
		}
	}

	String last() {
		return this.sent.get(this.sent.size() - 1);
	}

	List<String> messages() {
		return this.sent.stream().filter((frame) -> frame.startsWith("MESSAGE")).toList();
	}

}
