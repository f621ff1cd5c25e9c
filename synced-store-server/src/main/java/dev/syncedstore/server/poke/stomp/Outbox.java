package dev.syncedstore.server.poke.stomp;

import java.time.Clock;
import java.time.Duration;

import dev.syncedstore.server.poke.Poke;
import dev.syncedstore.server.poke.stomp.FrameQueue.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Sends the frames of one connection, one at a time, so that nobody ever waits for a
 * client that doesn't read. Thread-safe; never blocks.
 */
final class Outbox {

	private static final long MAX_SEND_MILLIS = Duration.ofSeconds(10).toMillis();

	private static final long MAX_BEHIND_MILLIS = Duration.ofSeconds(30).toMillis();

	private static final long NEVER = Long.MAX_VALUE;

	private final TextChannel channel;

	private final Clock clock;

	private final Runnable overflowed;

	private final FrameQueue queue = new FrameQueue();

	/** Whether some thread is in the loop that sends. */
	private boolean pumping;

	/** Whether a frame is under way. */
	private boolean sending;

	private long lastStartedAt;

	/** Since when messages were replaced without all being sent. */
	private long behindSince = NEVER;

	private @Nullable CloseStatus closeWhenEmpty;

	private boolean closed;

	Outbox(TextChannel channel, Clock clock, Runnable overflowed) {
		this.channel = channel;
		this.clock = clock;
		this.overflowed = overflowed;
		this.lastStartedAt = clock.millis();
	}

	/**
	 * Send a frame that belongs to no subscription.
	 */
	void add(String frame) {
		add(new Frame(null, null, frame));
	}

	/**
	 * Send a message of a subscription.
	 */
	void add(StompSubscription subscription, Poke poke) {
		add(new Frame(subscription, poke, subscription.frame(poke)));
	}

	/**
	 * Send the last frame of a subscription.
	 */
	void addLast(StompSubscription subscription, String frame) {
		add(new Frame(subscription, null, frame));
	}

	private void add(Frame frame) {
		boolean collapsed = false;
		synchronized (this) {
			if (this.closed || this.closeWhenEmpty != null) {
				return;
			}
			this.queue.add(frame);
			if (this.queue.isTooLong()) {
				this.queue.collapse();
				collapsed = true;
				if (this.behindSince == NEVER) {
					this.behindSince = this.clock.millis();
				}
				if (this.queue.isHopeless()) {
					shut(CloseStatus.TOO_SLOW);
				}
			}
		}
		if (collapsed) {
			this.overflowed.run();
		}
		pump();
	}

	/**
	 * Drop what waits for a subscription.
	 */
	synchronized void forget(StompSubscription subscription) {
		this.queue.forget(subscription);
	}

	/**
	 * Close the connection once everything is sent; take nothing more.
	 */
	void closeWhenEmpty(CloseStatus status) {
		synchronized (this) {
			if (this.closeWhenEmpty == null) {
				this.closeWhenEmpty = status;
			}
		}
		pump();
	}

	/**
	 * Close the connection at once.
	 */
	synchronized void close(CloseStatus status) {
		shut(status);
	}

	/**
	 * The connection is closed.
	 */
	synchronized void abandon() {
		this.closed = true;
		this.queue.clear();
	}

	private void shut(CloseStatus status) {
		if (!this.closed) {
			abandon();
			this.channel.close(status.code(), status.reason());
		}
	}

	/**
	 * Close the connection if it is too slow, and send a heart-beat if it is idle.
	 * @param now the time
	 * @param heartBeatMillis after how much silence to send one, 0 for none
	 */
	void tick(long now, long heartBeatMillis) {
		boolean beat;
		synchronized (this) {
			if ((this.sending && now - this.lastStartedAt > MAX_SEND_MILLIS)
					|| (this.behindSince != NEVER && now - this.behindSince > MAX_BEHIND_MILLIS)) {
				shut(CloseStatus.TOO_SLOW);
			}
			beat = heartBeatMillis > 0 && !this.sending && this.queue.isEmpty()
					&& now - this.lastStartedAt >= heartBeatMillis;
		}
		if (beat) {
			add(StompFrames.HEART_BEAT);
		}
	}

	private void pump() {
		synchronized (this) {
			if (this.pumping) {
				return;
			}
			this.pumping = true;
		}
		for (String next = next(); next != null; next = next()) {
			send(next);
		}
	}

	private synchronized @Nullable String next() {
		String frame = (this.sending || this.closed) ? null : this.queue.poll();
		if (frame != null) {
			this.sending = true;
			this.lastStartedAt = this.clock.millis();
			return frame;
		}
		this.pumping = false;
		if (!this.sending) {
			this.behindSince = NEVER;
			if (this.closeWhenEmpty != null) {
				shut(this.closeWhenEmpty);
			}
		}
		return null;
	}

	private void send(String text) {
		try {
			this.channel.send(text, this::sent);
		}
		catch (RuntimeException ex) {
			sent(ex);
		}
	}

	private void sent(@Nullable Throwable failure) {
		synchronized (this) {
			this.sending = false;
			if (failure != null) {
				shut(CloseStatus.FAILED);
			}
		}
		pump();
	}

}
