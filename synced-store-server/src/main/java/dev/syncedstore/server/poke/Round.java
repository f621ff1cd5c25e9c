package dev.syncedstore.server.poke;

import dev.syncedstore.server.log.SpaceHead;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell the subscribers of a space: a delta for each of them, or that the
 * space has moved on. Belongs to the turns of its channel.
 */
final class Round {

	private final long number;

	private final SpaceHead head;

	private final int weight;

	private final @Nullable DeltaAudiences audiences;

	private final PokeWriter writer;

	private @Nullable Poke emptyRange;

	/**
	 * Create a round.
	 * @param number counts up
	 * @param head where the space is then
	 * @param weight about how much memory it takes
	 * @param audiences who gets what, or {@code null} for the empty range
	 * @param writer makes messages
	 */
	private Round(long number, SpaceHead head, int weight, @Nullable DeltaAudiences audiences, PokeWriter writer) {
		this.number = number;
		this.head = head;
		this.weight = weight;
		this.audiences = audiences;
		this.writer = writer;
	}

	static Round delta(long number, DeltaAudiences audiences, PokeWriter writer) {
		return new Round(number, audiences.batch().head(), BatchMerger.weight(audiences.batch()), audiences, writer);
	}

	static Round emptyRange(long number, SpaceHead head, PokeWriter writer) {
		return new Round(number, head, 0, null, writer);
	}

	/**
	 * What takes the place of this and all earlier rounds.
	 */
	Round toEmptyRange() {
		return emptyRange(this.number, this.head, this.writer);
	}

	long number() {
		return this.number;
	}

	int weight() {
		return this.weight;
	}

	/**
	 * Whether it brings news that only the owner of the subscriber's client may see.
	 */
	boolean rejects(PokeSubscription receiver) {
		return this.audiences != null && this.audiences.rejects(receiver.clientId());
	}

	Poke pokeFor(PokeSubscription receiver) {
		if (this.audiences != null) {
			return this.audiences.pokeFor(receiver);
		}
		Poke known = this.emptyRange;
		if (known == null) {
			known = this.writer.emptyRange(this.head);
			this.emptyRange = known;
		}
		return known;
	}

}
