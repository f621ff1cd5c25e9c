package dev.syncedstore.server.poke.stomp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.syncedstore.server.poke.Poke;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait, in order and bounded. When they become too many, all messages of a
 * subscription are replaced by one empty range at the newest version. Guarded by its
 * {@link Outbox}.
 */
final class FrameQueue {

	private static final int MAX_FRAMES = 128;

	private static final int MAX_CHARACTERS = 512 * 1024;

	/** Of what can't be replaced: answers to a client that sends and does not read. */
	private static final int MAX_FRAMES_AT_ALL = 10_000;

	private final Deque<Frame> frames = new ArrayDeque<>();

	private int characters;

	private int frameLimit = MAX_FRAMES;

	void add(Frame frame) {
		this.frames.add(frame);
		this.characters += frame.text.length();
	}

	@Nullable String poll() {
		Frame frame = this.frames.poll();
		if (frame == null) {
			this.frameLimit = MAX_FRAMES;
			return null;
		}
		this.characters -= frame.text.length();
		return frame.text;
	}

	boolean isEmpty() {
		return this.frames.isEmpty();
	}

	boolean isTooLong() {
		return this.frames.size() > this.frameLimit || this.characters > MAX_CHARACTERS;
	}

	/**
	 * Whether it is too long in spite of all that could be replaced.
	 */
	boolean isHopeless() {
		return this.frames.size() > MAX_FRAMES_AT_ALL || this.characters > 2 * MAX_CHARACTERS;
	}

	void forget(StompSubscription subscription) {
		this.frames.removeIf((frame) -> frame.subscription == subscription);
		count();
	}

	void clear() {
		this.frames.clear();
		this.characters = 0;
	}

	/**
	 * Replace messages by empty ranges.
	 */
	void collapse() {
		Map<StompSubscription, Frame> newest = new LinkedHashMap<>();
		Deque<Frame> kept = new ArrayDeque<>();
		for (Frame frame : this.frames) {
			if (frame.subscription != null && frame.poke != null) {
				newest.put(frame.subscription, frame);
			}
			else {
				// The last frame of a subscription makes its messages superfluous.
				newest.remove(frame.subscription);
				kept.add(frame);
			}
		}
		newest.values().forEach((frame) -> kept.add(frame.emptyRange()));
		this.frames.clear();
		this.frames.addAll(kept);
		count();
		this.frameLimit = Math.max(MAX_FRAMES, 2 * this.frames.size());
	}

	private void count() {
		this.characters = this.frames.stream().mapToInt((frame) -> frame.text.length()).sum();
	}

	/**
	 * A frame that waits.
	 *
	 * @param subscription whose it is, or {@code null}
	 * @param poke the message in it, or {@code null}
	 * @param text the frame
	 */
	record Frame(@Nullable StompSubscription subscription, @Nullable Poke poke, String text) {

		private Frame emptyRange() {
			if (this.subscription == null || this.poke == null) {
				return this;
			}
			Poke emptyRange = this.poke.emptyRange();
			return new Frame(this.subscription, emptyRange, this.subscription.frame(emptyRange));
		}

	}

}
