package dev.syncedstore.server.poke;

import java.util.function.Function;

import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * Whether the subscribers of a channel have been told all that the channel has heard of.
 * What was committed elsewhere is heard of by its version alone, and what it did is read
 * from the log. However many versions are heard of meanwhile, one read is under way.
 * <p>
 * Belongs to the turns of its channel, unless it says otherwise.
 */
final class CatchUp {

	private final SpaceChannel channel;

	private final DeltaReads reads;

	/** Where every subscriber is, or has been ahead of. */
	private volatile @Nullable SpaceHead told;

	/** Where the space is known to be, if that may be news to somebody. */
	private @Nullable Position wanted;

	/** What was wanted when the read began that is under way. */
	private @Nullable Position reading;

	/** Whether a read has failed, so that the next one waits for time to pass. */
	private boolean failed;

	CatchUp(SpaceChannel channel, DeltaReads reads) {
		this.channel = channel;
		this.reads = reads;
	}

	/**
	 * Whether a position may be news. May be called on any thread.
	 */
	boolean mayBeNews(Position position) {
		SpaceHead known = this.told;
		return known == null || !position.isKnownAt(known);
	}

	/**
	 * The space has been heard to be somewhere.
	 */
	void heard(Position position) {
		Position known = this.wanted;
		if (known == null || !known.epoch.equals(position.epoch) || known.version < position.version) {
			this.wanted = position;
		}
	}

	/**
	 * Everybody was told of a commit, or knows it.
	 */
	void told(SpaceHead head) {
		SpaceHead known = this.told;
		if (known == null || !known.epoch().equals(head.epoch()) || known.version() < head.version()) {
			this.told = head;
		}
	}

	/**
	 * A read has ended.
	 * @param answered whether it brought an answer
	 */
	void ended(boolean answered) {
		Position position = this.reading;
		this.reading = null;
		this.failed = !answered;
		if (!answered && position != null && this.wanted == null) {
			this.wanted = position;
		}
	}

	/**
	 * Time has passed.
	 */
	void ticked() {
		this.failed = false;
	}

	/**
	 * Read what is missing, if something is. To be called at the end of a turn.
	 * @param slowest finds where the subscriber is that has heard least, or {@code null}
	 * if nobody gets messages yet: then what they are told first may be older
	 */
	void pursue(Function<Position, @Nullable SpaceHead> slowest) {
		Position position = this.wanted;
		if (position == null || this.reading != null || this.failed) {
			return;
		}
		SpaceHead base = slowest.apply(position);
		if (base == null) {
			return;
		}
		this.wanted = null;
		if (position.isKnownAt(base)) {
			told(base);
			return;
		}
		this.reading = position;
		this.reads.read(this.channel, base);
	}

	/**
	 * Where a space is said to be.
	 *
	 * @param epoch the epoch
	 * @param version the version
	 */
	record Position(String epoch, long version) {

		static Position of(SpaceHead head) {
			return new Position(head.epoch(), head.version());
		}

		boolean isKnownAt(SpaceHead head) {
			return this.epoch.equals(head.epoch()) && this.version <= head.version();
		}

	}

}
